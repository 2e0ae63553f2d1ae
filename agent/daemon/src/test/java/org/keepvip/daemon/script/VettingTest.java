package org.keepvip.daemon.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.Severity;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.reading.Machine;
import org.keepvip.daemon.configuration.ConfigurationFile;

/** Whether only root can change what root runs. The folder is in one that is root's alone, as /tmp is not. */
@Tag("root")
@EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "needs root")
class VettingTest {
    private static final String SCRIPT = "#!/bin/sh\nexit 0\n";

    private Path folder;
    private Path script;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createTempDirectory(Path.of("/var/lib"), "keepvip-test-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        script = executable("check.sh", SCRIPT);
    }

    @AfterEach
    void remove() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private static Finding finding(Object program) {
        return Stage.vetting(true, false).finding(Stage.as("root", program));
    }

    private static Objection refusal(Command command) {
        return assertInstanceOf(
                        Verdict.Refused.class,
                        Stage.vetting(true, false).finding(command).verdict())
                .objection();
    }

    /** Refused with security, remarked without, of no interest when another user runs it. */
    private void assertUnsafe(Path program, String fault, String fix) {
        Objection objection = new Objection("root would run " + program + ", and " + fault, fix);
        assertEquals(objection, refusal(Stage.as("root", program)));
        Finding unsecured = Stage.vetting(false, false).finding(Stage.as("root", program));
        assertInstanceOf(Program.class, unsecured.verdict());
        assertEquals(List.of(objection), unsecured.remarks());
        Finding others = Stage.vetting(true, false).finding(Stage.as("nobody", program));
        assertInstanceOf(Program.class, others.verdict());
        assertEquals(List.of(), others.remarks());
    }

    @Test
    void whatOnlyRootCanChangeIsRun() {
        assertEquals(
                new Finding(new Program(List.of(script.toString()), Optional.empty()), List.of()), finding(script));
    }

    @Test
    void anotherOwnerIsNamed() throws IOException {
        Files.setAttribute(script, "unix:uid", 65534);
        assertUnsafe(script, script + " belongs to nobody, who could change it", "chown root " + script);
        Files.setAttribute(script, "unix:uid", 0);
        Files.setAttribute(folder, "unix:uid", 65534);
        assertUnsafe(script, folder + " belongs to nobody, who could change it", "chown root " + folder);
    }

    @Test
    void aGroupMayNotWriteUnlessItIsRoots() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertInstanceOf(Program.class, finding(script).verdict());
        Files.setAttribute(folder, "unix:gid", 1);
        assertUnsafe(script, folder + " (mode 775) can be changed by group daemon", "chmod g-w " + folder);
    }

    @Test
    void everybodyMayNotWriteButIntoAStickyFolder() throws IOException {
        Files.setAttribute(folder, "unix:mode", 01777);
        assertInstanceOf(Program.class, finding(script).verdict());
        Files.setAttribute(folder, "unix:mode", 0777);
        assertUnsafe(script, folder + " (mode 777) can be changed by everybody", "chmod o-w " + folder);
        Files.setAttribute(folder, "unix:mode", 0755);
        Files.setAttribute(script, "unix:mode", 01757);
        assertUnsafe(script, script + " (mode 1757) can be changed by everybody", "chmod o-w " + script);
    }

    @Test
    void everyLinkOnTheWayIsFollowed() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path hidden = Files.createSymbolicLink(open.resolve("hidden"), script);
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("open/../open/hidden"));
        assertEquals(
                new Program(List.of(script.toString()), Optional.empty()),
                finding(link).verdict());
        Files.setAttribute(open, "unix:mode", 0777);
        assertUnsafe(link, open + " (mode 777) can be changed by everybody", "chmod o-w " + open);
        Files.setAttribute(open, "unix:mode", 0755);
        Files.setAttribute(hidden, "unix:uid", 65534, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        assertUnsafe(link, hidden + " belongs to nobody, who could change it", "chown root " + hidden);
    }

    @Test
    void aSetUserIdProgramIsRoots() throws IOException {
        Files.setAttribute(script, "unix:mode", 04757);
        assertEquals("chmod o-w " + script, refusal(Stage.as("nobody", script)).fix());
        Files.setAttribute(script, "unix:mode", 0757);
        assertInstanceOf(
                Program.class,
                Stage.vetting(true, false).finding(Stage.as("nobody", script)).verdict());
    }

    @Test
    void rootDoesNotStandInForTheUserThatIsMissing() {
        assertEquals(
                "enable_script_security demands a user to run it, and there is no keepalived_script",
                refusal(Stage.command(script)).fault());
        assertInstanceOf(
                Program.class,
                Stage.vetting(false, false).finding(Stage.command(script)).verdict());
    }

    @Test
    void anInterpreterHasToBeThere() throws IOException {
        Path orphan = executable("orphan", "#! /no/such/interpreter -x\nexit 0\n");
        assertEquals(
                "the interpreter '/no/such/interpreter' that " + orphan + " names in its first line is missing",
                refusal(Stage.as("root", orphan)).fault());
        Path plain = executable("plain", "exit 0\n");
        Objection remark =
                new Objection(plain + " has no #! line, so that /bin/sh runs it", "write #!/bin/sh as its first line");
        assertEquals(List.of(remark), finding(plain).remarks());
        assertEquals(List.of(), finding("/usr/bin/env").remarks());
    }

    @Test
    void aConnectionIsTheShells() {
        Verdict verdict = Stage.vetting(true, false)
                .finding(Stage.as("nobody", "</dev/tcp/127.0.0.1/80"))
                .verdict();
        assertEquals(
                List.of("/bin/sh", "-c", "</dev/tcp/127.0.0.1/80"),
                assertInstanceOf(Program.class, verdict).argv());
    }

    @Test
    void theFileNamesTheLine() throws IOException {
        Files.setAttribute(folder, "unix:mode", 0777);
        Path conf = Files.writeString(folder.resolve("keepalived.conf"), """
                global_defs {
                    enable_script_security
                    script_user root
                }
                vrrp_script chk {
                    script "%s -v"
                }
                vrrp_script unused {
                    script /no/such/unused
                }
                vrrp_instance VI_1 {
                    interface lo
                    virtual_router_id 5
                    notify_master /no/such/notify
                    track_script {
                        chk
                    }
                    virtual_ipaddress {
                        192.0.2.9
                    }
                }
                """.formatted(script));
        ConfigurationFile file = new ConfigurationFile(conf, Optional.empty(), false);
        List<String> found = file.readForNamespace().problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(VettingTest::brief)
                .toList();
        assertEquals(
                List.of(
                        "6: vrrp_script chk: root would run " + script + ", and " + folder
                                + " (mode 777) can be changed by everybody, so that the check counts as failed; chmod o-w "
                                + folder,
                        "14: notify_master of VI_1: there is no /no/such/notify, so that it is not run; write it, or its"
                                + " right path"),
                found);
        assertTrue(file.readFor(Machine.UNKNOWN).problems().stream()
                .noneMatch(problem -> problem.message().contains("/no/such")));
        assertEquals(Map.of(), file.readFor(Machine.UNKNOWN).scripts().verdicts());
    }

    private static String brief(Problem problem) {
        return problem.location().line().number() + ": " + problem.message() + "; " + problem.fix();
    }
}
