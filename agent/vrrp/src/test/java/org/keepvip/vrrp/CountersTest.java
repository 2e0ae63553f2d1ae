package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final String STORY = """
            settings priority=100
            0s link eth0 up
            0s source 10.0.0.1
            0s started
            1s advert 10.0.0.2 150
            2s advert 10.0.0.2 0
            2.7s passes
            3s rejected 10.0.0.9 TTL
            3s rejected 10.0.0.9 PACKET_TOO_LONG
            3s rejected 10.0.0.9 PACKET_TOO_SHORT
            3s rejected 10.0.0.9 ADVERTISEMENT_INTERVAL
            3s rejected 10.0.0.9 TYPE
            3s rejected 10.0.0.9 ADDRESS_COUNT
            3s rejected 10.0.0.9 AUTH_TYPE_INVALID
            3s rejected 10.0.0.9 AUTH_TYPE_MISMATCH
            3s rejected 10.0.0.9 AUTH_FAILURE
            3s rejected 10.0.0.9 SIGNATURE_MISSING
            3s rejected 10.0.0.9 SIGNATURE_MALFORMED
            3s rejected 10.0.0.9 SIGNATURE_KEY
            3s rejected 10.0.0.9 SIGNATURE_INVALID
            3s rejected 10.0.0.9 SIGNATURE_STALE
            3s rejected 10.0.0.9 SIGNATURE_REPLAY
            3s rejected 10.0.0.9 CHECKSUM
            3.1s advert 10.0.0.2 50
            3.2s shutdown
            """;

    @Test
    void stepsAreCountedAsKeepalivedCounts() {
        Counters counters = Scene.played(STORY).counters();
        List<Long> counted = Arrays.stream(Statistic.values()).map(counters::of).toList();
        assertEquals(List.of(3L, 4L, 1L, 1L, 2L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L), counted);
        assertEquals(1, counters.of(Rejection.CHECKSUM));
        assertEquals(1, counters.of(Rejection.PACKET_TOO_SHORT));
        assertEquals(0, counters.of(Rejection.VERSION));
    }

    @Test
    void clearedIsZero() {
        Counters counters = Scene.played(STORY).counters();
        counters.clear();
        for (Statistic statistic : Statistic.values()) {
            assertEquals(0, counters.of(statistic));
        }
        assertEquals(0, counters.of(Rejection.CHECKSUM));
    }

    @Test
    void keysAreKeepalivedsInItsOrder() {
        assertEquals(
                "advert_rcvd advert_sent become_master release_master packet_len_err advert_interval_err ip_ttl_err"
                        + " invalid_type_rcvd addr_list_err invalid_authtype authtype_mismatch auth_failure"
                        + " auth_ext_missing auth_ext_malformed auth_ext_unknown_key auth_ext_invalid_hmac auth_ext_stale"
                        + " auth_ext_replay pri_zero_rcvd pri_zero_sent",
                String.join(
                        " ",
                        Arrays.stream(Statistic.values()).map(Statistic::key).toList()));
    }
}
