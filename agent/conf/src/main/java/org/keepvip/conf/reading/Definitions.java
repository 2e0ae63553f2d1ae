package org.keepvip.conf.reading;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.Weight;

/**
 * The trackers of one kind, by name, wherever in the file they stand.
 *
 * @param <R> the record of their blocks
 */
final class Definitions<R extends Record> {
    private final String keyword;
    private final Problems problems;
    private final Map<String, Draft<R>> drafts = new LinkedHashMap<>();
    private final Map<String, R> records = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Function<R, Weight> weight;

    /**
     * The trackers under {@code keyword}.
     *
     * @param needed the keyword without which one is none
     * @param argument what that keyword takes
     * @param record makes the record of a draft; empty when it cannot be used, which a problem then says
     */
    Definitions(
            String keyword,
            String needed,
            String argument,
            List<Draft<R>> written,
            Function<Draft<R>, Optional<R>> record,
            Function<R, Weight> weight,
            Problems problems) {
        this.keyword = keyword;
        this.problems = problems;
        this.weight = weight;
        for (Draft<R> draft : new Names(problems).unique(keyword, written)) {
            known.add(draft.name());
            if (draft.has(needed)) {
                record.apply(draft).ifPresent(usable -> {
                    drafts.put(draft.name(), draft);
                    records.put(draft.name(), usable);
                });
            } else {
                problems.error(
                        Kind.GENERAL,
                        draft.place(),
                        keyword + " " + draft.name() + " has no " + needed
                                + "; it is left out, and nothing can track it",
                        "write " + needed + " " + argument);
            }
        }
    }

    /** The keyword of their blocks. */
    String keyword() {
        return keyword;
    }

    /** Every name, of those too that are left out. */
    Set<String> known() {
        return known;
    }

    boolean has(String name) {
        return records.containsKey(name);
    }

    /** How many statements stand before one that is there. */
    int position(String name) {
        Draft<R> draft = drafts.get(name);
        if (draft == null) {
            throw new IllegalArgumentException("no " + keyword + " " + name);
        }
        return draft.position();
    }

    /** The weight of one that is there, which counts as tracked from now on. */
    Weight use(String name) {
        R record = records.get(name);
        if (record == null) {
            throw new IllegalArgumentException("no " + keyword + " " + name);
        }
        used.add(name);
        return weight.apply(record);
    }

    /** Those that something tracks; the others are warned of. */
    List<R> used() {
        drafts.forEach((name, draft) -> {
            if (!used.contains(name)) {
                problems.warn(
                        Kind.ADVICE,
                        draft.place(),
                        keyword + " " + name + " is not tracked by anything; it is left out",
                        "track it in a vrrp_instance or vrrp_sync_group, or remove it");
            }
        });
        return records.entrySet().stream()
                .filter(entry -> used.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
