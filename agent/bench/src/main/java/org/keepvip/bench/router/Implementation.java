package org.keepvip.bench.router;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.keepvip.bench.lab.LabException;

/** The programs that speak VRRP here. */
public enum Implementation {
    /** The packaged agent of this project. */
    KEEPVIP,
    /** Debian's keepalived. */
    KEEPALIVED,
    /** FRR's vrrpd, with the zebra that it needs. */
    FRR;

    /** The system property that names the directory of the packaged agent. */
    public static final String IMAGE_PROPERTY = "keepvip.image";

    private static final Path KEEPALIVED_BINARY = Path.of("/usr/sbin/keepalived");
    private static final Path FRR_BINARY = Path.of("/usr/lib/frr/vrrpd");

    /** Whether it speaks this form at all. */
    public boolean speaks(Protocol protocol, Transport transport) {
        return this != FRR || (!protocol.authenticated() && transport == Transport.MULTICAST);
    }

    /** Whether it can follow the state of an interface that is not the virtual router's own. */
    public boolean tracksInterfaces() {
        return this != FRR;
    }

    /** The program to start; a {@link LabException} says how to get it when it is not there. */
    public Path binary() {
        Path binary = switch (this) {
            case KEEPVIP -> image().resolve("bin/keepvip");
            case KEEPALIVED -> KEEPALIVED_BINARY;
            case FRR -> FRR_BINARY;
        };
        if (!Files.isExecutable(binary)) {
            throw new LabException(binary + " is not there; " + remedy());
        }
        return binary;
    }

    /** Whether the program is there. */
    public boolean installed() {
        return Files.isExecutable(
                switch (this) {
                    case KEEPVIP -> image().resolve("bin/keepvip");
                    case KEEPALIVED -> KEEPALIVED_BINARY;
                    case FRR -> FRR_BINARY;
                });
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String remedy() {
        return switch (this) {
            case KEEPVIP -> "build it with: mvn package";
            case KEEPALIVED -> "install it with: apt-get install keepalived";
            case FRR -> "install it with: apt-get install frr";
        };
    }

    private static Path image() {
        return Path.of(System.getProperty(IMAGE_PROPERTY, "packaging/target/keepvip"))
                .toAbsolutePath();
    }
}
