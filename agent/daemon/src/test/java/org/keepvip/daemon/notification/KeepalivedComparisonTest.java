package org.keepvip.daemon.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.daemon.agent.Host;
import org.keepvip.daemon.configuration.ConfigurationFile;
import org.keepvip.daemon.journal.Recording;
import org.keepvip.daemon.mail.MailServer;
import org.keepvip.daemon.script.Scripts;

/** One configuration run by Debian's keepalived and by us: scripts, FIFO and mail say the same in the same order. */
@Tag("root")
@EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "needs root")
@Timeout(240)
class KeepalivedComparisonTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final List<String> STATES = List.of("BACKUP", "MASTER", "FAULT", "BACKUP", "MASTER");

    private final String namespace = "kv-notify-" + ProcessHandle.current().pid();
    private final List<Process> processes = new ArrayList<>();
    private final List<String> bugs = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    /**
     * What was said.
     *
     * @param lines of the FIFO
     * @param own arguments of the scripts of states
     * @param any arguments of {@code notify}
     */
    private record Told(List<String> lines, List<String> own, List<String> any) {}

    @BeforeEach
    void open() throws Exception {
        run("ip", "netns", "add", namespace);
        run("ip", "-n", namespace, "link", "set", "lo", "up");
        run("ip", "-n", namespace, "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        run("ip", "-n", namespace, "address", "add", "10.99.7.1/24", "dev", "eth0");
        run("ip", "-n", namespace, "link", "set", "eth0", "up");
        run("ip", "-n", namespace, "link", "set", "eth1", "up");
    }

    @AfterEach
    void close() throws Exception {
        processes.forEach(Process::destroyForcibly);
        run("ip", "netns", "delete", namespace);
        assertEquals(List.of(), bugs);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static void until(BooleanSupplier condition, String what) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begin < PATIENCE_NANOS, what);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** The lines of a file that a script or the FIFO's reader writes; none before it is there. */
    private List<String> lines(String name) {
        try {
            return Files.exists(folder.resolve(name)) ? Files.readAllLines(folder.resolve(name)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String script(String name) throws IOException {
        String script = folder.resolve(name + ".sh").toString();
        Path file = Path.of(script);
        Files.writeString(file, """
                #!/bin/sh
                # appends its arguments, each in brackets, to the file that the first one names
                file=$1; shift
                line=
                for word; do line="$line[$word]"; done
                echo "$line" >> "$file"
                """);
        assertTrue(file.toFile().setExecutable(true));
        return script;
    }

    /** A group of two instances. */
    private Path groupConfiguration(String name) throws IOException {
        String notify = script(name) + " " + folder.resolve(name + ".any");
        return Files.writeString(folder.resolve(name + ".conf"), """
                global_defs {
                    script_user root
                    notify_fifo %1$s
                }
                vrrp_sync_group G {
                    group {
                        VI_1
                        VI_2
                    }
                    notify "%2$s"
                }
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    advert_int 0.5
                    virtual_ipaddress {
                        10.99.7.100/24
                    }
                    notify "%2$s"
                }
                vrrp_instance VI_2 {
                    interface eth0
                    virtual_router_id 52
                    version 3
                    advert_int 0.5
                    virtual_ipaddress {
                        10.99.7.101/24
                    }
                    notify "%2$s"
                }
                """.formatted(folder.resolve(name + ".fifo"), notify));
    }

    /** The configuration, whose scripts write into files of that name. */
    private Path configuration(String name, int port) throws IOException {
        String script = script(name);
        String own = folder.resolve(name + ".own").toString();
        return Files.writeString(folder.resolve(name + ".conf"), """
                global_defs {
                    router_id node_a
                    script_user root
                    notification_email {
                        ops@example.net
                        second@example.net
                    }
                    notification_email_from kv@example.net
                    smtp_server 127.0.0.1 %d
                    smtp_helo_name helo.example.net
                    smtp_alert
                    vrrp_notify_fifo %s
                }
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    advert_int 0.5
                    virtual_ipaddress {
                        10.99.7.100/24
                    }
                    notify_master "%s %s master 'two words'"
                    notify_backup "%s %s backup"
                    notify_fault "%s %s fault"
                    notify_stop "%s %s stop"
                    notify "%s %s any"
                }
                """.formatted(
                        port,
                        folder.resolve(name + ".fifo"),
                        script,
                        own,
                        script,
                        own,
                        script,
                        own,
                        script,
                        own,
                        script,
                        folder.resolve(name + ".any")));
    }

    private void read(String name) throws IOException {
        Path fifo = folder.resolve(name + ".fifo");
        until(() -> Files.exists(fifo), "no FIFO of " + name);
        processes.add(new ProcessBuilder(
                        "sh", "-c", "exec 3<>" + fifo + "; exec cat <&3 > " + folder.resolve(name + ".lines"))
                .start());
    }

    /**
     * Leads routers that have just been started through the states, and ends them.
     *
     * @param objects how many are told of
     * @param beforeEnd what is to have come before
     */
    private Told lead(String name, int objects, Callable<?> beforeEnd, AutoCloseable routers) throws Exception {
        read(name);
        awaitLines(name, 2 * objects);
        run("ip", "-n", namespace, "link", "set", "eth0", "down");
        awaitLines(name, 3 * objects);
        run("ip", "-n", namespace, "link", "set", "eth0", "up");
        awaitLines(name, STATES.size() * objects);
        beforeEnd.call();
        routers.close();
        awaitLines(name, (STATES.size() + 1) * objects);
        return new Told(lines(name + ".lines"), lines(name + ".own"), lines(name + ".any"));
    }

    /** Scripts are started one after the other, but not waited for: the next state only comes when they have written. */
    private void awaitLines(String name, int count) {
        List<String> files = Files.exists(folder.resolve(name + ".own"))
                ? List.of(".lines", ".any", ".own")
                : List.of(".lines", ".any");
        for (String ending : files) {
            until(() -> lines(name + ending).size() >= count, name + ending + " has not " + count + " lines");
        }
    }

    private Told keepalived(Path configuration, int objects, Callable<?> beforeEnd) throws Exception {
        Process process = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        "keepalived",
                        "-n",
                        "-l",
                        "-f",
                        configuration.toString(),
                        "-p",
                        folder.resolve("k.pid").toString(),
                        "-r",
                        folder.resolve("kv.pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keepalived.log").toFile())
                .start();
        processes.add(process);
        return lead("theirs", objects, beforeEnd, () -> {
            process.destroy();
            process.waitFor();
        });
    }

    private Told ours(Path configuration, int objects, Callable<?> beforeEnd) throws Exception {
        Recording log = new Recording();
        ConfigurationFile.Outcome read =
                new ConfigurationFile(configuration, Optional.empty(), false).readForNamespace();
        Notifications notifications = new Notifications(
                read.configuration(), read.scripts().vetting(), Optional.of(namespace), log.journal());
        AtomicReference<Scripts> scripts = new AtomicReference<>();
        Host host = Host.start(
                read.routers(),
                read.configuration().globals().scheduling(),
                Optional.of(namespace),
                false,
                log.journal(),
                loop -> {
                    scripts.set(new Scripts(loop, System.getenv(), Optional.of(namespace), log.journal()));
                    return notifications.begin(loop, scripts.get());
                },
                bugs::addAll);
        scripts.get().prepare(read.scripts());
        return lead("ours", objects, beforeEnd, () -> {
            host.release(false);
            notifications.finish();
            host.end();
        });
    }

    private static List<MailServer.Mail> mails(MailServer server, int count) throws InterruptedException {
        List<MailServer.Mail> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MailServer.Mail mail = server.mail();
            mails.add(new MailServer.Mail(
                    mail.envelope().stream()
                            .filter(line -> !line.startsWith("helo "))
                            .toList(),
                    mail.how(),
                    mail.who(),
                    mail.text()
                            .replaceFirst(
                                    "^Date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}\r\n", "")));
        }
        return mails;
    }

    @Test
    void scriptsLinesAndMailsAreTheSame() throws Exception {
        try (MailServer server = new MailServer(folder, List.of("ip", "netns", "exec", namespace))) {
            List<MailServer.Mail> theirMails = new ArrayList<>();
            Told theirs = keepalived(
                    configuration("theirs", server.port()), 1, () -> theirMails.addAll(mails(server, STATES.size())));
            List<MailServer.Mail> ourMails = new ArrayList<>();
            Told ours =
                    ours(configuration("ours", server.port()), 1, () -> ourMails.addAll(mails(server, STATES.size())));
            assertEquals(theirs, ours);
            assertEquals(theirMails, ourMails);
            // keepalived breaks off the mail about STOP when it ends; ours arrives.
            assertTrue(mails(server, 1).getFirst().text().contains("VRRP Instance VI_1 - Stopping"));
            assertEquals("INSTANCE \"VI_1\" STOP 100", ours.lines().getLast());
        }
    }

    /** Which member comes first differs from run to run of keepalived, which at the start tells of the group before its members. */
    @Test
    void groupsAreTheSameButForTheOrderWithinAState() throws Exception {
        Told theirs = keepalived(groupConfiguration("theirs"), 3, () -> true);
        Told ours = ours(groupConfiguration("ours"), 3, () -> true);
        assertEquals(byState(theirs.lines()), byState(ours.lines()));
        assertEquals(byState(theirs.any()), byState(ours.any()));
        assertEquals("GROUP \"G\" STOP 0", ours.lines().getLast());
    }

    private static List<List<String>> byState(List<String> lines) {
        List<List<String>> states = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 3) {
            states.add(lines.subList(i, Math.min(lines.size(), i + 3)).stream()
                    .sorted()
                    .toList());
        }
        return states;
    }
}
