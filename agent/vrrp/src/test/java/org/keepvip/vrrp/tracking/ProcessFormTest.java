package org.keepvip.vrrp.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdicts are those of keepalived 2.2.7, asked with processes of these command lines. */
class ProcessFormTest {
    private static List<String> words(String line) {
        return Stream.of(line.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "NAME,    sleep,                  sleep,           /usr/bin/sleep 1000 200, true",
        "NAME,    /usr/bin/sleep,         sleep,           /usr/bin/sleep 1000 200, false",
        "NAME,    a-very-long-name-of-it, a-very-long-nam, '',                      true",
        "COMMAND, sleep,                  sleep,           /usr/bin/sleep 1000,     false",
        "COMMAND, /usr/bin/sleep,         sleep,           /usr/bin/sleep 1000,     true",
        "COMMAND, kworker,                kworker,         '',                      false",
        "EXACT,   kvsleep 1000 200,       sleep,           kvsleep 1000 200,        true",
        "EXACT,   kvsleep 1000,           sleep,           kvsleep 1000 200,        false",
        "EXACT,   kvsleep,                sleep,           kvsleep 1000,            false",
        "EXACT,   kvsleep,                sleep,           kvsleep,                 true",
        "INITIAL, kvsleep 1000,           sleep,           kvsleep 1000 200,        true",
        "INITIAL, kvsleep 1000 20,        sleep,           kvsleep 1000 200,        true",
        "INITIAL, kvsleep 100 200,        sleep,           kvsleep 1000 200,        false",
        "INITIAL, kvsleep,                sleep,           kvsleep 1000,            true",
        "PARTIAL, kvsleep 1000,           sleep,           kvsleep 1000 200,        true",
        "PARTIAL, kvsleep 1000 20,        sleep,           kvsleep 1000 200,        false",
        "PARTIAL, kvsleep 1000 200,       sleep,           kvsleep 1000,            false"
    })
    void fitsAsKeepalivedSays(ProcessForm.Match match, String form, String name, String line, boolean fits) {
        List<String> wanted = words(form);
        assertEquals(
                fits,
                new ProcessForm(wanted.getFirst(), wanted.subList(1, wanted.size()), match).fits(name, words(line)));
    }
}
