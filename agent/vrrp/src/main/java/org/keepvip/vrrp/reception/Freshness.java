package org.keepvip.vrrp.reception;

import org.keepvip.vrrp.packet.SignatureTime;

/**
 * By what a signature is told from a recorded one.
 *
 * @param clock the wall clock's time now
 * @param marks the last signature of each sender
 */
public record Freshness(SignatureTime clock, ReplayMarks marks) {}
