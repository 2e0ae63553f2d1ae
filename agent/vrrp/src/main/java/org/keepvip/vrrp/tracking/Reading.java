package org.keepvip.vrrp.tracking;

/** What a tracker last said. */
public sealed interface Reading {
    /** A script, process or BFD session is as it should be. */
    record Up() implements Reading {}

    /** It is not. */
    record Down() implements Reading {}

    /** The number that a file holds; 0 is good. */
    record Value(int number) implements Reading {}
}
