package org.keepvip.linux.netlink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keepvip.linux.AddressFamily;

/** The settings the kernel keeps for each interface under /proc/sys/net, in the calling thread's network namespace. */
public final class InterfaceSysctl {
    private InterfaceSysctl() {}

    /**
     * Reads a setting.
     *
     * @param key the file's name, as {@code promote_secondaries}
     * @throws IOException there is no such interface or setting
     */
    public static String read(AddressFamily family, String link, String key) throws IOException {
        return Files.readString(file(family, link, key)).strip();
    }

    /**
     * Writes a setting.
     *
     * @throws IOException no such interface or setting, read-only (as under systemd's ProtectKernelTunables), or refused
     */
    public static void write(AddressFamily family, String link, String key, String value) throws IOException {
        Files.writeString(file(family, link, key), value);
    }

    private static Path file(AddressFamily family, String link, String key) {
        String protocol = switch (family) {
            case IPV4 -> "ipv4";
            case IPV6 -> "ipv6";
        };
        return Path.of("/proc/sys/net", protocol, "conf", link, key);
    }
}
