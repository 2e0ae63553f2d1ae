package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Memory that has run out, under the options of the image, is a bug of ours like any other. */
@NeedsRoot
@Timeout(120)
class OutOfMemoryTest {
    private static final int VIPS = 1_000;

    @TempDir
    Path folder;

    private Path configuration() throws Exception {
        StringBuilder text = new StringBuilder("""
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    advert_int 0.1
                    virtual_ipaddress {
                        10.99.0.100/24
                    }
                    virtual_ipaddress_excluded {
                """);
        for (int i = 0; i < VIPS; i++) {
            text.append("10.98.").append(i / 250).append('.').append(i % 250).append("/32\n");
        }
        return Files.writeString(folder.resolve("keepvip.conf"), text.append("} }\n"));
    }

    private Path said() {
        return folder.resolve("said");
    }

    private Process start(String namespace) throws Exception {
        String path = Path.of("target/test-classes").toAbsolutePath()
                + File.pathSeparator
                + System.getProperty("java.class.path")
                + File.pathSeparator
                + System.getProperty("jdk.module.path", "");
        Path options = Files.write(
                folder.resolve("jvm.options"),
                Files.readAllLines(Path.of("../../packaging/src/image/jvm.options")).stream()
                        .filter(option -> !option.startsWith("--enable-native-access"))
                        .toList());
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "@" + options,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        path,
                        MemoryEater.class.getName(),
                        configuration().toString(),
                        namespace)
                .redirectErrorStream(true)
                .redirectOutput(said().toFile())
                .start();
    }

    @Test
    void theAddressesAreTakenOffAndTheProcessEndsAsByABug() throws Exception {
        try (Pair pair = new Pair()) {
            Process agent = start(pair.left());
            Pair.until(() -> Pair.has(pair.left(), "10.98.3.249/32") || !agent.isAlive(), () -> "not MASTER");
            if (agent.isAlive()) {
                agent.getOutputStream().write('\n');
                agent.getOutputStream().flush();
            }
            boolean ended = agent.waitFor(30, TimeUnit.SECONDS);
            agent.destroyForcibly();
            String said = Files.readString(said());
            assertTrue(ended, said);
            assertEquals(70, agent.exitValue(), said);
            String left = Pair.ip("-n", pair.left(), "-br", "address", "show", "dev", "eth0");
            assertFalse(left.contains("10.98."), left);
            assertFalse(left.contains("10.99.0.100"), left);
        }
    }
}
