package org.keepvip.conf.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.address.Prefix;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Outcome;
import org.keepvip.conf.keyword.Phrase;

/**
 * What stands after {@code use_ipvlan}.
 *
 * @param name of the interface to be made; empty for one that is generated
 * @param address its own address, which adverts come from; IPv4 needs one
 */
@Phrase(argument = "[[name] INTERFACE] [ADDRESS[/LENGTH]] [bridge|private|vepa] [group NUMBER]")
public record UseIpvlan(Optional<InterfaceName> name, Optional<Prefix> address, Traffic traffic) {
    /** Which other ipvlan interfaces it reaches. */
    public enum Traffic {
        BRIDGE,
        PRIVATE,
        VEPA;

        private static Optional<Traffic> parse(String word) {
            return Stream.of(values())
                    .filter(traffic -> traffic.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    /** Reads the words; what makes no sense is left out. */
    public static Outcome read(List<String> words, Keyword keyword) {
        Optional<InterfaceName> name = Optional.empty();
        Optional<Prefix> address = Optional.empty();
        Traffic traffic = Traffic.BRIDGE;
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Optional<Prefix> ip = prefix(word);
            Optional<Traffic> flag = Traffic.parse(word);
            if (word.equals("name") && i + 1 < words.size()) {
                continue;
            }
            if (word.equals("group") && i + 1 < words.size()) {
                i++;
            } else if (ip.isPresent()) {
                address = ip;
            } else if (flag.isPresent()) {
                traffic = flag.get();
            } else if (name.isEmpty() && InterfaceName.isPossible(word)) {
                name = InterfaceName.parse(word);
            } else {
                complaints.add("'" + word + "' is no address and none of bridge, private and vepa, and the interface "
                        + name.map(known -> "is already called " + known).orElse("cannot be called so")
                        + "; it is ignored");
            }
        }
        UseIpvlan value = new UseIpvlan(name, address, traffic);
        return complaints.isEmpty()
                ? new Outcome.Taken(value, words.size())
                : new Outcome.Mended(value, words.size(), String.join("; ", complaints));
    }

    private static Optional<Prefix> prefix(String word) {
        int slash = word.indexOf('/');
        Optional<Prefix> host =
                IpAddress.parse(slash < 0 ? word : word.substring(0, slash)).map(Prefix::host);
        if (slash < 0) {
            return host;
        }
        String length = word.substring(slash + 1);
        return host.filter(all -> length.matches("\\d{1,3}") && Integer.parseInt(length) <= all.length())
                .map(all -> new Prefix(all.address(), Integer.parseInt(length)));
    }

    @Override
    public String toString() {
        return Stream.of(
                        name.stream(),
                        address.stream(),
                        Stream.of(traffic.name().toLowerCase(Locale.ROOT)))
                .flatMap(part -> part)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }
}
