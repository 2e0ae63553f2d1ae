package org.keepvip.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.linux.process.NamespaceLock;
import org.keepvip.vrrp.Settings;

class InstanceLocksTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    private final InstanceLocks first = new InstanceLocks(Optional.empty());
    private final InstanceLocks second = new InstanceLocks(Optional.empty());

    /** Routers on an interface that no other run of this test names. */
    private List<Settings> routers(int... vrids) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int vrid : vrids) {
            text.append("""
                    vrrp_instance VI_%d {
                        interface l%d
                        virtual_router_id %d
                        virtual_ipaddress {
                            10.0.0.1
                        }
                    }
                    """.formatted(vrid, PID, vrid));
        }
        Path file = Files.writeString(folder.resolve("keepvip.conf"), text);
        return new ConfigurationFile(file, Optional.empty(), false)
                .readFor(Machine.UNKNOWN)
                .routers();
    }

    @Test
    void aSecondAgentIsToldWhoHasTheRouter() throws Exception {
        assertEquals(List.of(), first.take(routers(51, 52)));
        assertEquals(List.of("VI_52 (pid " + PID + ")"), second.take(routers(52, 53)));
        assertEquals(List.of(), first.take(routers(51, 52, 53)), "refused, it holds nothing");
        first.retain(List.of());
    }

    @Test
    void aRouterThatIsConfiguredNoMoreCanBeTaken() throws Exception {
        assertEquals(List.of(), first.take(routers(61, 62)));
        first.retain(routers(61));
        assertEquals(List.of(), second.take(routers(62)));
        assertEquals(List.of("VI_61 (pid " + PID + ")"), second.take(routers(61)));
        first.retain(List.of());
        second.retain(List.of());
    }

    @Test
    void aNameThatNobodyHasHasNoHolder() throws Exception {
        assertEquals(Optional.empty(), NamespaceLock.holder("keepvip/nobody/" + PID));
    }
}
