package org.keepvip.daemon.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.daemon.mail.MailServer;
import org.keepvip.daemon.script.Scripts;
import org.keepvip.linux.ErrnoException;
import org.keepvip.vrrp.notice.Notice;
import org.keepvip.vrrp.notice.Notice.Kind;
import org.keepvip.vrrp.notice.Notice.Subject;

/** What becomes of notices, with real FIFOs, scripts and mail, over a reload and at the end. */
@Timeout(120)
class NotificationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
    private final Loop loop = new Loop("loop-under-test", bugs::add);
    private final Recording log = new Recording();

    @TempDir
    Path folder;

    private final CompletableFuture<Notifications> notifications = new CompletableFuture<>();
    private final CompletableFuture<Scripts> scripts = new CompletableFuture<>();
    private final CompletableFuture<Consumer<Notice>> told = new CompletableFuture<>();

    @AfterEach
    void end() throws InterruptedException {
        loop.stop(Duration.ofSeconds(5));
        assertEquals(List.of(), List.copyOf(bugs));
    }

    private ConfigurationFile.Outcome read(String globals, String... instances) throws IOException {
        StringBuilder text = new StringBuilder("global_defs {\n" + globals + "\n}\n");
        int vrid = 50;
        for (String instance : instances) {
            text.append("vrrp_instance ")
                    .append(instance.replaceFirst(" ", " {\n"))
                    .append("""

                    interface eth0
                    virtual_router_id %d
                    virtual_ipaddress {
                        10.9.0.%d/24
                    }
                }
                """.formatted(vrid, vrid));
            vrid++;
        }
        Path file = Files.writeString(folder.resolve("keepvip.conf"), text);
        return new ConfigurationFile(file, Optional.empty(), false).readFor(Machine.UNKNOWN);
    }

    private void begin(ConfigurationFile.Outcome read) throws Exception {
        Notifications begun =
                new Notifications(read.configuration(), read.scripts().vetting(), Optional.empty(), log.journal());
        notifications.complete(begun);
        loop.execute(() -> {
            try {
                Scripts made = new Scripts(loop, Map.of(), Optional.empty(), log.journal());
                scripts.complete(made);
                told.complete(begun.begin(loop, made));
            } catch (ErrnoException e) {
                scripts.completeExceptionally(e);
            }
        });
        scripts.join().prepare(read.scripts());
    }

    private void change(ConfigurationFile.Outcome read) {
        scripts.join().prepare(read.scripts());
        notifications.join().change(read.configuration(), read.scripts().vetting());
    }

    private void tell(String name, Kind kind, int priority) {
        loop.execute(() -> told.join().accept(new Notice(Subject.INSTANCE, name, kind, priority)));
    }

    private String fifo() {
        return folder.resolve("fifo").toString();
    }

    private List<String> lines(BufferedReader reader, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(reader.readLine());
        }
        return lines;
    }

    private BufferedReader reader() throws IOException {
        return Files.newBufferedReader(folder.resolve("fifo"));
    }

    @Test
    void fifosHearOfStatesAndOfPrioritiesWhereAsked() throws Exception {
        begin(read("vrrp_notify_fifo " + fifo(), "VI_1 notify_priority_changes on", "VI_2 priority 90"));
        tell("VI_1", Kind.MASTER, 100);
        tell("VI_1", Kind.MASTER_PRIORITY, 90);
        tell("VI_2", Kind.BACKUP_PRIORITY, 80);
        tell("VI_2", Kind.MASTER_RX_LOWER_PRI, 80);
        try (BufferedReader reader = reader()) {
            assertEquals(
                    List.of(
                            "INSTANCE \"VI_1\" MASTER 100",
                            "INSTANCE \"VI_1\" MASTER_PRIORITY 90",
                            "INSTANCE \"VI_2\" MASTER_RX_LOWER_PRI 80"),
                    lines(reader, 3));
        }
        notifications.join().finish();
        assertTrue(Files.notExists(folder.resolve("fifo")));
    }

    @Test
    void removalIsDeletedOrFaultAndTheStatesAreWrittenOnReload() throws Exception {
        String globals = "vrrp_notify_fifo " + fifo() + "\nfifo_write_vrrp_states_on_reload";
        begin(read(globals, "VI_1 notify_deleted", "VI_2 priority 90", "VI_3 priority 80"));
        try (BufferedReader reader = reader()) {
            tell("VI_3", Kind.MASTER, 80);
            tell("VI_3", Kind.MASTER_RX_LOWER_PRI, 80);
            assertEquals(2, lines(reader, 2).size());
            change(read(globals, "VI_3 priority 80"));
            tell("VI_1", Kind.DELETED, 100);
            tell("VI_2", Kind.DELETED, 90);
            notifications.join().changed();
            assertEquals(
                    List.of(
                            "INSTANCE \"VI_1\" DELETED 100",
                            "INSTANCE \"VI_2\" FAULT 90",
                            "INSTANCE \"VI_3\" MASTER 80"),
                    lines(reader, 3));
        }
        notifications.join().finish();
    }

    @Test
    void aFifoThatIsNoLongerConfiguredGoes() throws Exception {
        begin(read("vrrp_notify_fifo " + fifo(), "VI_1 priority 90"));
        change(read("vrrp_notify_fifo " + folder.resolve("other"), "VI_1 priority 90"));
        notifications.join().changed();
        assertTrue(Files.notExists(folder.resolve("fifo")));
        assertTrue(Files.exists(folder.resolve("other")));
        notifications.join().finish();
        assertTrue(Files.notExists(folder.resolve("other")));
    }

    @Test
    void whatReadsAFifoGetsTheLastLinesBeforeItsEnd() throws Exception {
        Path script = Files.writeString(folder.resolve("reads"), """
                #!/bin/sh
                exec 3<>"$1"
                trap 'echo term >> %1$s' TERM
                while read -r line <&3; do echo "$line" >> %1$s; done
                """.formatted(folder.resolve("read")));
        assertTrue(script.toFile().setExecutable(true));
        begin(read(
                "script_user " + System.getProperty("user.name") + "\nvrrp_notify_fifo " + fifo()
                        + "\nvrrp_notify_fifo_script " + script,
                "VI_1 priority 90"));
        Path read = folder.resolve("read");
        tell("VI_1", Kind.MASTER, 90);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Files.notExists(read) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        tell("VI_1", Kind.STOP, 90);
        notifications.join().finish();
        while (Files.readAllLines(read).size() < 3 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(
                List.of("INSTANCE \"VI_1\" MASTER 90", "INSTANCE \"VI_1\" STOP 90", "term"), Files.readAllLines(read));
    }

    @Test
    void theSameStateIsMailedOnceAndFaultsNotAtAll() throws Exception {
        try (MailServer server = new MailServer(folder, List.of())) {
            begin(read("""
                    router_id node_a
                    notification_email {
                        ops@example.net
                    }
                    smtp_server 127.0.0.1 %d
                    smtp_alert
                    no_email_faults
                    """.formatted(server.port()), "VI_1 priority 90", "VI_2 smtp_alert off"));
            tell("VI_1", Kind.MASTER, 90);
            tell("VI_1", Kind.MASTER, 90);
            tell("VI_2", Kind.MASTER, 90);
            tell("VI_1", Kind.FAULT, 90);
            tell("VI_1", Kind.STOP, 90);
            assertTrue(server.mail().text().contains("Subject: [node_a] VRRP Instance VI_1 - Entering MASTER state"));
            assertTrue(server.mail().text().contains("Subject: [node_a] VRRP Instance VI_1 - Stopping"));
            notifications.join().finish();
        }
    }
}
