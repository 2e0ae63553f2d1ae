package org.keepvip.conf.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keepvip.conf.address.Mac;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;

/**
 * What stands after {@code use_vmac}.
 *
 * @param name of the interface to be made; empty for one that is generated
 * @param address its Ethernet address; empty for the virtual router's own (RFC 9568 section 7.3)
 */
@Phrase(argument = "[[name] INTERFACE] [MAC] [netlink_notify_msg] [group NUMBER]")
public record UseVmac(Optional<InterfaceName> name, Optional<Mac> address) {
    /** Reads the words; what makes no sense is left out. */
    public static Outcome read(List<String> words, Keyword keyword) {
        Optional<InterfaceName> name = Optional.empty();
        Optional<Mac> address = Optional.empty();
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Optional<Mac> mac = Mac.parse(word);
            if (word.equals("netlink_notify_msg") || (word.equals("name") && i + 1 < words.size())) {
                continue;
            }
            if (word.equals("group") && i + 1 < words.size()) {
                i++;
            } else if (mac.isPresent()) {
                String wrong = wrong(mac.get());
                address = wrong.isEmpty() && address.isEmpty() ? mac : address;
                complaints.add(wrong);
            } else if (name.isPresent()) {
                complaints.add("the interface is already called " + name.get() + "; '" + word + "' is ignored");
            } else if (InterfaceName.isPossible(word)) {
                name = InterfaceName.parse(word);
            } else {
                complaints.add("'" + word + "' is neither an interface name of at most 15 characters nor a MAC address;"
                        + " it is ignored");
            }
        }
        complaints.removeIf(String::isEmpty);
        UseVmac value = new UseVmac(name, address);
        return complaints.isEmpty()
                ? new Outcome.Taken(value, words.size())
                : new Outcome.Mended(value, words.size(), String.join("; ", complaints));
    }

    private static String wrong(Mac mac) {
        if (mac.isMulticast()) {
            return mac + " is a multicast address; the virtual router's own is used";
        }
        return mac.isVirtualRouter()
                ? mac + " is reserved for virtual routers (RFC 9568 section 7.3); the virtual router's own is used"
                : "";
    }

    @Override
    public String toString() {
        return Stream.concat(name.stream(), address.stream())
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }
}
