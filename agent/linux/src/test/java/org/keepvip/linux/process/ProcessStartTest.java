package org.keepvip.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.Poll;

class ProcessStartTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int TERM = 15;
    private static final int KILL = 9;

    @TempDir
    Path folder;

    private static ChildProcess shell(String text) throws ErrnoException {
        return new ProcessStart("/bin/sh", List.of("sh", "-c", text), Map.of("PATH", "/usr/bin:/bin", "ONE", "two"))
                .begin();
    }

    private static Ending ending(ChildProcess child) throws ErrnoException {
        try (child) {
            assertTrue(Poll.readable(child.fd(), DEADLINE), "it ends");
            return child.reap().orElseThrow();
        }
    }

    /** What a child that tells about itself writes. */
    private List<String> told(String text) throws IOException {
        Path file = folder.resolve("told");
        assertEquals(new Ending.Exited(0), ending(shell("{ " + text + "; } > " + file)));
        return Files.readAllLines(file);
    }

    @Test
    void theCodeAndTheSignalAreTold() throws Exception {
        assertEquals(new Ending.Exited(0), ending(shell("exit 0")));
        assertEquals(new Ending.Exited(255), ending(shell("exit 255")));
        assertEquals(new Ending.Killed(KILL), ending(shell("kill -9 $$")));
    }

    @Test
    void whoRunsHasNotEnded() throws Exception {
        ChildProcess child = shell("exec sleep 60");
        assertEquals(Optional.empty(), child.reap());
        assertFalse(Poll.readable(child.fd(), Duration.ZERO));
        child.signalGroup(TERM);
        assertEquals(new Ending.Killed(TERM), ending(child));
        child.signalGroup(TERM);
    }

    @Test
    void itLeadsAGroupThatIsKilledAsOne() throws Exception {
        Path file = folder.resolve("group");
        ChildProcess child = shell("sleep 61 & sleep 61 & echo $! > " + file + ".part; mv " + file + ".part " + file
                + "; trap '' TERM; wait; sleep 61");
        while (!Files.exists(file)) {
            assertFalse(Poll.readable(child.fd(), Duration.ofMillis(5)), "it goes on");
        }
        long member = Long.parseLong(Files.readString(file).strip());
        assertEquals(child.pid(), group(member));
        child.signalGroup(KILL);
        assertEquals(new Ending.Killed(KILL), ending(child));
        ProcessHandle.of(member)
                .ifPresent(left -> left.onExit()
                        .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                        .join());
    }

    private static int group(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[2]);
    }

    @Test
    void itInheritsNoDescriptor() throws Exception {
        try (var open = Files.newInputStream(Path.of("/etc/passwd"))) {
            assertTrue(open.read() > 0);
            // The shell has put its standard output into the file; ls itself looks at the folder.
            List<String> descriptors = told("ls -l /proc/self/fd | sed -n 's/.* \\([0-9]* -> .*\\)/\\1/p'");
            assertTrue(descriptors.contains("0 -> /dev/null"), descriptors::toString);
            assertTrue(descriptors.contains("2 -> /dev/null"), descriptors::toString);
            assertEquals(4, descriptors.size(), descriptors::toString);
        }
    }

    @Test
    void itsSignalsAreAsNew() throws Exception {
        CurrentProcess.ignore(64);
        List<String> status = told("exec grep -E 'Sig(Blk|Ign)' /proc/self/status");
        assertEquals(List.of("SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000"), status);
    }

    @Test
    void itHasTheGivenEnvironmentAlone() throws Exception {
        List<String> variables = told("exec env");
        variables.removeIf(variable -> variable.startsWith("PWD="));
        assertEquals(
                List.of("ONE=two", "PATH=/usr/bin:/bin"),
                variables.stream().sorted().toList());
        assertEquals(List.of("/"), told("pwd"));
    }

    @Test
    void whatCannotBeExecutedIsTold() throws Exception {
        assertEquals("ENOENT", refusal(folder.resolve("missing")));
        Path orphan = script("orphan", "#!/no/such/interpreter\n");
        assertEquals("ENOENT", refusal(orphan));
        assertEquals("ENOEXEC", refusal(script("plain", "exit 0\n")));
        Path locked = Files.writeString(folder.resolve("locked"), "#!/bin/sh\n");
        assertEquals("EACCES", refusal(locked));
        assertEquals("EACCES", refusal(folder));
    }

    private String refusal(Path file) {
        ProcessStart start = new ProcessStart(file.toString(), List.of(file.toString()), Map.of());
        return assertThrows(ErrnoException.class, start::begin).errnoName();
    }

    private Path script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    @Test
    void accounts() throws Exception {
        assertEquals(Optional.of(new Account("root", 0, 0)), Account.named("root"));
        assertEquals(Account.named("root"), Account.numbered(0));
        assertEquals(Optional.empty(), Account.numbered(0x7ffffff0));
        assertEquals(Optional.empty(), Account.named("kv-nobody-is-called-so"));
        assertEquals(Optional.of(0), Account.group("root"));
        assertEquals(Optional.empty(), Account.group("kv-no-such-group"));
        assertTrue(Account.named("root").orElseThrow().groups().contains(0));
    }
}
