package org.keepvip.vrrp.bfd;

import java.time.Duration;

/**
 * How a session is to run.
 *
 * @param minTx how often we want to send while it is up, at least 1 ms
 * @param minRx how often we can hear
 * @param idleTx how often we want to send while it is not up, at least 1 s (RFC 5880 section 6.8.3)
 * @param multiplier packets in a row whose loss is our death, 1 to 255
 * @param passive says nothing before the neighbour does
 */
public record SessionSettings(Duration minTx, Duration minRx, Duration idleTx, int multiplier, boolean passive) {}
