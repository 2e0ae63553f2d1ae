package org.keepvip.bench.matrix;

import java.util.Locale;

/** The two routers of a cell. */
public enum Side {
    /** The one of the higher priority, where they differ. */
    LEFT,
    /** The other one. */
    RIGHT;

    /** The opposite side. */
    public Side other() {
        return this == LEFT ? RIGHT : LEFT;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
