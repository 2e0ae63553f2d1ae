package org.keepvip.conf.reading;

import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.AddressLine;

/** What a single address line may not combine. */
record AddressLineRules(Problems problems) {
    /** Whether the line stays; if not, a problem says why. */
    boolean keeps(Line<AddressLine> line) {
        AddressLine address = line.value();
        IpAddress ip = address.address().address();
        if (ip.isMulticast() || ip.isUnspecified()) {
            return leftOut(line, "brd", ip + " cannot be held by an interface", "write a unicast address");
        }
        if (address.family() == Family.IPV6 && address.broadcast().isPresent()) {
            return leftOut(line, "brd", "IPv6 has no broadcast", "remove brd");
        }
        if (address.family() == Family.IPV6 && address.label().isPresent()) {
            return leftOut(line, "label", "IPv6 addresses have no label", "remove label");
        }
        return true;
    }

    private boolean leftOut(Line<AddressLine> line, String option, String reason, String fix) {
        problems.error(
                Kind.GENERAL, line.at(option), reason + "; " + line.value().address() + " is left out", fix);
        return false;
    }
}
