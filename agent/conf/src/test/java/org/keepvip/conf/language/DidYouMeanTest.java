package org.keepvip.conf.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
    private static final List<String> KEYWORDS = List.of(
            "virtual_ipaddress", "virtual_router_id", "virtual_routes", "priority", "state", "dev", "advert_int");

    @Test
    void slipsOfTheFinger() {
        assertEquals(Optional.of("virtual_ipaddress"), DidYouMean.nearest("virtual_ipadress", KEYWORDS));
        assertEquals(Optional.of("priority"), DidYouMean.nearest("priortiy", KEYWORDS));
        assertEquals(Optional.of("advert_int"), DidYouMean.nearest("advert-int", KEYWORDS));
        assertEquals(Optional.of("state"), DidYouMean.nearest("STATE", KEYWORDS));
        assertEquals(Optional.of("dev"), DidYouMean.nearest("dve", KEYWORDS));
    }

    @Test
    void nothingWhenNothingIsNear() {
        assertEquals(Optional.empty(), DidYouMean.nearest("weight", KEYWORDS));
        assertEquals(Optional.empty(), DidYouMean.nearest("", KEYWORDS));
        assertEquals(Optional.empty(), DidYouMean.nearest("state", KEYWORDS), "the word itself is no suggestion");
    }

    @Test
    void firstOfTheAlphabetAmongEquals() {
        assertEquals(Optional.of("abca"), DidYouMean.nearest("abcd", List.of("abcz", "abca")));
    }

    @Test
    void distances() {
        assertEquals(0, DidYouMean.distance("Some-word", "some_word"));
        assertEquals(1, DidYouMean.distance("ab", "ba"));
        assertEquals(3, DidYouMean.distance("kitten", "sitting"));
        assertEquals(4, DidYouMean.distance("", "four"));
    }
}
