package org.keepvip.conf.reading;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.model.AddressLine;
import org.keepvip.conf.model.UnicastPeer;
import org.keepvip.conf.model.VrrpInstance;

/** The family of an instance: that of the source address, peer or VIP that comes first in the file. */
record FamilyOf(Draft<VrrpInstance> draft) {
    Family family() {
        if (draft.has("native_ipv6")) {
            return Family.IPV6;
        }
        return draft.order().stream()
                .flatMap(keyword -> first(keyword).stream())
                .findFirst()
                .orElse(Family.IPV4);
    }

    private Optional<Family> first(String keyword) {
        return switch (keyword) {
            case "unicast_src_ip", "mcast_src_ip" ->
                draft.written(keyword, IpAddress.class).map(IpAddress::family);
            case "unicast_peer" ->
                draft.lines(keyword, UnicastPeer.class).stream()
                        .map(line -> line.value().address().family())
                        .findFirst();
            case "virtual_ipaddress" ->
                draft.lines(keyword, AddressLine.class).stream()
                        .map(Line::value)
                        .map(AddressLine::family)
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
