package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Link;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.VirtualRouter;

class ChronicleTest {
    private static final Moment NOW = new Moment(1_000_000_000);

    @TempDir
    Path folder;

    private final Recording log = new Recording();
    private final Chronicles chronicles = new Chronicles(log.journal(), _ -> {});
    private Chronicle chronicle = chronicles.begin();
    private State state = VirtualRouter.initial();

    private void happens(Settings settings, Event event) {
        Step step = VirtualRouter.step(settings, state, event, NOW);
        chronicle.stepped(settings, state, event, step, NOW);
        state = step.next();
    }

    private Settings settings() throws IOException {
        Path file = Files.writeString(folder.resolve("keepvip.conf"), """
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    priority 255
                    virtual_ipaddress {
                        10.0.0.100
                    }
                }
                """);
        return new ConfigurationFile(file, Optional.empty(), false)
                .readFor(Machine.UNKNOWN)
                .routers()
                .getFirst();
    }

    @Test
    void strangersWhoFillThePacketsShareOfTheLogDoNotHideTrouble() throws Exception {
        Settings settings = settings();
        happens(settings, new Event.LinkChanged("eth0", new Link(true, true, true, 1500)));
        happens(settings, new Event.SourceAddressChanged(Optional.of(IpAddress.literal("10.0.0.1"))));
        happens(settings, new Event.Started());
        for (int i = 2; i < 200; i++) {
            happens(
                    settings,
                    new Event.AdvertisementRejected(IpAddress.literal("10.0.0." + i), Rejection.PACKET_TOO_SHORT));
        }
        happens(settings, new Event.SendFailed(1, "ENOBUFS"));
        chronicles.tell();
        log.journal().close(Duration.ofSeconds(5));
        assertTrue(log.tells("from 10.0.0.2"), () -> log.lines().toString());
        assertFalse(log.tells("from 10.0.0.199"), () -> log.lines().toString());
        assertTrue(log.tells("send advert error ENOBUFS"), () -> log.lines().toString());
    }

    @Test
    void strangersToOneRouterLeaveRoomForWhatIsSentToAnother() throws Exception {
        Settings settings = settings();
        for (int i = 2; i < 200; i++) {
            happens(
                    settings,
                    new Event.AdvertisementRejected(IpAddress.literal("10.0.0." + i), Rejection.PACKET_TOO_SHORT));
        }
        chronicle = chronicles.begin();
        happens(settings, new Event.AdvertisementRejected(IpAddress.literal("10.0.1.1"), Rejection.PACKET_TOO_SHORT));
        chronicles.tell();
        log.journal().close(Duration.ofSeconds(5));
        assertTrue(log.tells("from 10.0.1.1"), () -> log.lines().toString());
    }
}
