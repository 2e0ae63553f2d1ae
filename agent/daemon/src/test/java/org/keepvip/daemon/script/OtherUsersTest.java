package org.keepvip.daemon.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.RunAs;
import org.keepvip.linux.process.Account;
import org.keepvip.linux.process.Scheduling;

/** Programs run by others than root. */
@Tag("root")
@EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "needs root")
@Timeout(120)
class OtherUsersTest {
    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        stage.close();
    }

    /** What a command sees of itself, as key and value. */
    private List<String> status(String user, Optional<String> group) throws Exception {
        Path told = Files.createTempFile(folder, "told", null);
        Files.setPosixFilePermissions(told, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path script = stage.script(
                "status", "grep -E '^(Uid|Gid|Groups|CapInh|CapPrm|CapEff|CapAmb):' /proc/self/status > " + told);
        Command command = new Command(List.of(script.toString()), Optional.of(new RunAs(user, group)));
        assertEquals("exited with status 0", stage.outcome(Stage.check(command)).text());
        return Files.readAllLines(told).stream()
                .map(line -> line.replaceAll("\\s+", " ").strip())
                .toList();
    }

    @Test
    void nothingOfRootIsLeft() throws Exception {
        Account nobody = Account.named("nobody").orElseThrow();
        String uid = String.valueOf(nobody.uid());
        String gid = String.valueOf(nobody.gid());
        List<String> expected = List.of(
                "Uid: " + String.join(" ", uid, uid, uid, uid),
                "Gid: " + String.join(" ", gid, gid, gid, gid),
                "Groups:",
                "CapInh: 0000000000000000",
                "CapPrm: 0000000000000000",
                "CapEff: 0000000000000000",
                "CapAmb: 0000000000000000");
        assertEquals(expected, status("nobody", Optional.empty()));
        assertEquals(expected, status(uid, Optional.of(gid)), "by numbers");
    }

    @Test
    void theGroupAndTheOtherGroupsAreThoseAskedFor() throws Exception {
        assertTrue(status("nobody", Optional.of("daemon")).contains("Gid: 1 1 1 1"));
        stage.prepare(false, true);
        Account nobody = Account.named("nobody").orElseThrow();
        assertTrue(status("nobody", Optional.empty()).contains("Groups: " + nobody.gid()));
    }

    @Test
    void itCannotComeBackToRoot() throws Exception {
        Path script = stage.script("back", "setpriv --reuid 0 --clear-groups true");
        assertFalse(stage.outcome(Stage.check(Stage.as("nobody", script))).isSuccess());
        assertTrue(stage.outcome(Stage.check(Stage.as("root", script))).isSuccess(), "as root can");
    }

    @Test
    void itIsOrdinaryThoughTheLoopIsNot() throws Exception {
        stage.ask(() -> {
            Scheduling.affinity(0);
            Scheduling.nice(-5);
            Scheduling.roundRobin(50);
            return true;
        });
        Path told = stage.file("told");
        Path script = stage.script("tell", "{ cut -d' ' -f18,19,41 /proc/self/stat; nproc; } > " + told);
        assertTrue(stage.outcome(Stage.check(Stage.command(script))).isSuccess());
        String processors = String.valueOf(Runtime.getRuntime().availableProcessors());
        assertEquals(List.of("20 0 0", processors), Files.readAllLines(told));
    }

    @Test
    void aFileOthersMayNotExecuteIsNotTheirs() throws Exception {
        Path script = stage.script("private", "exit 0");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        assertTrue(stage.outcome(Stage.check(Stage.command(script))).isSuccess());
        assertFalse(stage.outcome(Stage.check(Stage.as("nobody", script))).isSuccess());
    }
}
