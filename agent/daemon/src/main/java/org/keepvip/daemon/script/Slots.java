package org.keepvip.daemon.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives things small numbers, as an alarm wants them, and a number that is free to the next. */
final class Slots<T> {
    private final List<@Nullable T> things = new ArrayList<>();

    /** The number for {@code thing}. */
    int take(T thing) {
        int free = things.indexOf(null);
        if (free < 0) {
            things.add(thing);
            return things.size() - 1;
        }
        things.set(free, thing);
        return free;
    }

    /** What has the number; null for nothing. */
    @Nullable T at(int slot) {
        return things.get(slot);
    }

    void free(int slot) {
        things.set(slot, null);
    }

    /** Everything that has a number. */
    List<T> all() {
        List<T> all = new ArrayList<>();
        for (T thing : things) {
            if (thing != null) {
                all.add(thing);
            }
        }
        return all;
    }
}
