package org.keepvip.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keepvip.bench.lab.Lab;
import org.keepvip.bench.lab.Node;
import org.keepvip.bench.router.Implementation;
import org.keepvip.bench.router.Router;

/** A tracked script moves the address to the other node and back, whichever of the two daemons runs it. */
@Tag("root")
@ExtendWith(RootCondition.class)
class ScriptFailoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VIP = "10.99.0.100";

    /** With a positive weight and reverse, success lowers the priority of the left node. */
    @ParameterizedTest(name = "{0} runs the script, {1} is the other, {2}")
    @CsvSource({
        "KEEPVIP, KEEPALIVED, weight -60, false",
        "KEEPALIVED, KEEPVIP, weight -60, false",
        "KEEPVIP, KEEPALIVED, weight 0, false",
        "KEEPALIVED, KEEPVIP, weight 0, false",
        "KEEPVIP, KEEPALIVED, weight 60 reverse, true",
        "KEEPALIVED, KEEPVIP, weight 60 reverse, true",
        "KEEPVIP, KEEPALIVED, weight 0 reverse, true",
        "KEEPVIP, KEEPVIP, weight -60, false",
    })
    void aScriptMovesTheAddress(Implementation left, Implementation right, String weight, boolean reversed)
            throws IOException {
        try (Lab lab = Lab.open()) {
            Path flag = lab.directory().resolve("flag");
            Path script = Files.writeString(lab.directory().resolve("check"), "#!/bin/sh\n[ -e " + flag + " ]\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            if (!reversed) {
                Files.createFile(flag);
            }
            String tracking = "track_script { chk }";
            String definition = "vrrp_script chk { script " + script + "\ninterval 1\n" + weight + "\n}";
            try (Router first = Router.start(left, lab.directory(), lab.left(), conf(150, definition, tracking));
                    Router second = Router.start(right, lab.directory(), lab.right(), conf(100, "", ""))) {
                await(lab.left(), lab.right(), first, second, "at first");
                change(flag);
                await(lab.right(), lab.left(), first, second, "when the script speaks against the left node");
                change(flag);
                await(lab.left(), lab.right(), first, second, "when it no longer does");
            }
        }
    }

    private static void change(Path flag) throws IOException {
        if (!Files.deleteIfExists(flag)) {
            Files.createFile(flag);
        }
    }

    private static void await(Node holder, Node other, Router first, Router second, String when) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holder.addresses().contains(VIP) || other.addresses().contains(VIP)) {
            assertTrue(
                    Instant.now().isBefore(end),
                    () -> holder.name() + " does not hold the address " + when + "\n--- left\n" + first.logTail()
                            + "\n--- right\n" + second.logTail());
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 50, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private static String conf(int priority, String definition, String tracking) {
        return """
                global_defs {
                    script_user root
                }
                %s
                vrrp_instance VI {
                    state BACKUP
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority %d
                    advert_int 0.3
                    virtual_ipaddress {
                        %s/24
                    }
                    %s
                }
                """.formatted(definition, priority, VIP, tracking);
    }
}
