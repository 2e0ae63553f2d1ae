package org.keepvip.conf.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.GarpGroup;
import org.keepvip.conf.model.InterfaceName;

/** Whose announcements are paced together: an interface belongs to one group, the first that names it. */
final class GarpGroups {
    private final Problems problems;
    private final Set<InterfaceName> taken = new HashSet<>();

    GarpGroups(Problems problems) {
        this.problems = problems;
    }

    List<GarpGroup> of(List<Draft<GarpGroup>> drafts) {
        return drafts.stream().map(draft -> once(draft, draft.build(Map.of()))).toList();
    }

    private GarpGroup once(Draft<GarpGroup> draft, GarpGroup group) {
        return new GarpGroup(
                group.garpInterval(),
                group.gnaInterval(),
                group.device().filter(device -> isFree(draft, device)),
                group.devices().stream().filter(device -> isFree(draft, device)).toList());
    }

    private boolean isFree(Draft<GarpGroup> draft, InterfaceName device) {
        if (taken.add(device)) {
            return true;
        }
        problems.error(
                Kind.GENERAL,
                draft.place(),
                "a garp_group paces " + device + " already; it stays there",
                "name an interface once");
        return false;
    }
}
