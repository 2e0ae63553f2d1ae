package org.keepvip.daemon.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunOptionsTest {
    private static RunOptions bare(String line) throws UsageException {
        return RunOptions.of(List.of(line.split(" ")), true);
    }

    @Test
    void asServiceFilesCallKeepalived() throws UsageException {
        RunOptions options = bare("-n -l -D -f /etc/x.conf -p /run/k.pid -r /run/kv.pid -P -i left");
        assertEquals(Path.of("/etc/x.conf"), options.file());
        assertEquals(List.of(Path.of("/run/k.pid"), Path.of("/run/kv.pid")), options.pidFiles());
        assertEquals(Optional.of("left"), options.configId());
        assertEquals(new RunOptions.Log(true, true, 3), options.log());
        assertEquals(List.of(), options.notes());
    }

    @Test
    void lettersCanBeBundledAndWordsAbbreviated() throws UsageException {
        RunOptions options = bare("-nlDGf/etc/x.conf --use=/etc/y.conf --namespace blue --all-config");
        assertEquals(Path.of("/etc/y.conf"), options.file());
        assertEquals(Optional.of("blue"), options.namespace());
        assertEquals(new RunOptions.Log(true, false, 3), options.log());
        assertTrue(options.requireIncludes());
    }

    @Test
    void runLogsToTheConsoleAndABareInvocationToSyslog() throws UsageException {
        assertEquals(
                new RunOptions.Log(true, false, 3),
                RunOptions.of(List.of(), false).log());
        assertEquals(
                new RunOptions.Log(false, true, 3),
                RunOptions.of(List.of(), true).log());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-S 5", "-S local5", "--log-facility=5"})
    void facilities(String line) throws UsageException {
        assertEquals(21, bare(line).log().facility());
    }

    @Test
    void theTestCanHaveAFileOfItsOwn() throws UsageException {
        assertEquals(new RunOptions.Task.Test(Optional.empty()), bare("-t -f x").task());
        assertEquals(
                new RunOptions.Task.Test(Optional.of(Path.of("out"))),
                bare("-t=out").task());
        assertEquals(
                new RunOptions.Task.Test(Optional.of(Path.of("out"))),
                bare("--config-test=out").task());
    }

    @Test
    void flagsWithoutMeaningAreSaidOnce() throws UsageException {
        assertEquals(2, bare("-x -x -I -n -R -B").notes().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Z", "--nonsense", "-f", "--log", "-S 9", "-C", "extra", "-n=3 extra", "--dont-fork=3"})
    void whatMakesNoSenseIsRefused(String line) {
        assertThrows(UsageException.class, () -> bare(line));
    }

    @Test
    void everyFlagIsInTheHelp() {
        String help = RunOptions.help();
        for (Flag flag : Flag.values()) {
            assertTrue(help.contains(flag.meaning()), flag.name());
        }
    }
}
