package org.keepvip.conf.reading;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.routing.Unsigned;

/**
 * The names that iproute2 gives to the kernel's numbers, from its files. What its makers ship is known without them. Each
 * file is read when the first name of its kind is looked up.
 */
final class RoutingNames {
    /** Where distributions put the shipped files, the later ones counting more; the operator's own count most. */
    private static final List<String> SHIPPED = List.of("/usr/lib/iproute2", "/usr/share/iproute2");

    private static final String OWN = "/etc/iproute2";

    /** What has a name. */
    enum Kind {
        TABLE("rt_tables", 0xFFFF_FFFFL, "default 253 main 254 local 255 unspec 0"),
        PROTOCOL(
                "rt_protos",
                255,
                "unspec 0 redirect 1 kernel 2 boot 3 static 4 gated 8 ra 9 mrt 10 zebra 11 bird 12 dnrouted 13 xorp 14"
                        + " ntk 15 dhcp 16 keepalived 18 babel 42 openr 99 bgp 186 isis 187 ospf 188 rip 189 eigrp 192"),
        SCOPE("rt_scopes", 255, "global 0 universe 0 site 200 link 253 host 254 nowhere 255"),
        REALM("rt_realms", 65535, "cosmos 0"),
        FIELD(
                "rt_dsfield",
                255,
                "default 0 lowdelay 16 throughput 8 reliability 4 AF11 40 AF12 48 AF13 56 AF21 72 AF22 80 AF23 88"
                        + " AF31 104 AF32 112 AF33 120 AF41 136 AF42 144 AF43 152 EF 184"
                        + " CS0 0 CS1 32 CS2 64 CS3 96 CS4 128 CS5 160 CS6 192 CS7 224"),
        GROUP("group", 0xFFFF_FFFFL, "default 0");

        private final String file;
        private final long most;
        private final String shipped;

        Kind(String file, long most, String shipped) {
            this.file = file;
            this.most = most;
            this.shipped = shipped;
        }

        /** The largest number. */
        long most() {
            return most;
        }

        /** The file's name, as a message says it. */
        String file() {
            return file;
        }
    }

    private final SourceFiles files;
    private final List<String> directories;
    private final Map<Kind, Map<String, Long>> known = new EnumMap<>(Kind.class);

    /** Names from {@code files}, in other directories than the usual ones where global_defs says so. */
    RoutingNames(SourceFiles files, Optional<String> shipped, Optional<String> own) {
        this.files = files;
        directories = new ArrayList<>(shipped.map(List::of).orElse(SHIPPED));
        directories.add(own.orElse(OWN));
    }

    /** The number that {@code text} is or names; empty when it is neither, or too large. */
    Optional<Long> number(Kind kind, String text) {
        Optional<Long> number = Unsigned.parse(text).map(Unsigned::value);
        return Optional.ofNullable(names(kind).get(text)).or(() -> number.filter(value -> value <= kind.most));
    }

    /** Every name of a kind. */
    Set<String> all(Kind kind) {
        return names(kind).keySet();
    }

    private Map<String, Long> names(Kind kind) {
        return known.computeIfAbsent(kind, this::read);
    }

    private Map<String, Long> read(Kind kind) {
        Map<String, Long> names = new HashMap<>();
        String[] shipped = kind.shipped.split(" ", -1);
        for (int i = 0; i < shipped.length; i += 2) {
            names.put(shipped[i], Long.parseLong(shipped[i + 1]));
        }
        for (String directory : directories) {
            read(directory + "/" + kind.file, kind, names);
            files.glob(directory + "/" + kind.file + ".d/*.conf").forEach(file -> read(file, kind, names));
        }
        return names;
    }

    private void read(String file, Kind kind, Map<String, Long> into) {
        switch (files.read(file)) {
            case SourceFiles.Content.Skipped _ -> {}
            case SourceFiles.Content.Text(String text) ->
                text.lines()
                        .map(line -> line.split("#", -1)[0].strip().split("\\s+", -1))
                        .filter(fields -> fields.length == 2)
                        .forEach(fields -> Unsigned.parse(fields[0])
                                .map(Unsigned::value)
                                .filter(number -> number <= kind.most)
                                .ifPresent(number -> into.put(fields[1], number)));
        }
    }
}
