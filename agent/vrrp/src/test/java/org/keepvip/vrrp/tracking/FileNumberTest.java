package org.keepvip.vrrp.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNumberTest {
    private static FileNumber of(String text) {
        return FileNumber.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "0,0",
                "7,7",
                "' \t-12 and more',-12",
                "+5,5",
                "010,8",
                "08,0",
                "0x1F,31",
                "-0X10,-16",
                "0x,0",
                "0xg,0",
                "2147483647,2147483647",
                "-2147483648,-2147483648",
                "'',0",
                "up,0",
                "- 1,0",
                "3.9,3"
            })
    void readsAsCDoes(String text, int value) {
        assertEquals(new FileNumber.Value(value), of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "-2147483649", "0x80000000", "99999999999999999999999999"})
    void doesNotTakeMoreThan32Bits(String text) {
        assertEquals(new FileNumber.OutOfRange(), of(text));
    }

    @Test
    void looksAtTheFirst127OctetsOnly() {
        assertEquals(new FileNumber.Value(12), of(" ".repeat(125) + "123"));
        assertEquals(new FileNumber.Value(0), of(" ".repeat(127) + "1"));
    }
}
