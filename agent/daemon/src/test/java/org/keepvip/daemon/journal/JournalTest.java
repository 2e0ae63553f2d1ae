package org.keepvip.daemon.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JournalTest {
    private static Journal journal(Sink... sinks) {
        Journal journal = new Journal(List.of(sinks), InstantSource.system());
        journal.start();
        return journal;
    }

    @Test
    void linesArriveInOrder() throws Exception {
        BlockingQueue<String> written = new LinkedBlockingQueue<>();
        Journal journal = journal(line -> written.add(line.text()));
        for (int i = 0; i < 1000; i++) {
            journal.info("line " + i);
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals("line " + i, written.poll(5, TimeUnit.SECONDS));
        }
        assertEquals(0, journal.dropped());
    }

    @Test
    void aBlockedReaderLosesLinesAndIsToldHowManyButHoldsNobodyUp() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<String> written = new LinkedBlockingQueue<>();
        Journal journal = journal(line -> {
            blocked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.add(line.text());
        });
        journal.info("first");
        blocked.await();
        for (int i = 0; i < 10_000; i++) {
            journal.info("flood " + i);
        }
        assertTrue(journal.dropped() > 5_000, () -> journal.dropped() + " dropped");
        release.countDown();
        assertEquals("first", written.poll(5, TimeUnit.SECONDS));
        assertEquals(
                journal.dropped() + " log lines lost: the log's reader is too slow", written.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void aBrokenSinkDoesNotKeepTheOthersFromTheirLines() throws Exception {
        BlockingQueue<String> written = new LinkedBlockingQueue<>();
        Journal journal = journal(
                _ -> {
                    throw new IOException("broken pipe");
                },
                line -> written.add(line.text()));
        journal.error("still told");
        assertEquals("still told", written.poll(5, TimeUnit.SECONDS));
        assertEquals(1, journal.dropped());
    }

    @Test
    void whatASinkRefusedIsToldWhenItWorksAgain() throws Exception {
        BlockingQueue<String> written = new LinkedBlockingQueue<>();
        Journal journal = journal(line -> {
            if (line.text().startsWith("lost")) {
                throw new IOException("no room");
            }
            written.add(line.text());
        });
        journal.info("lost 1");
        journal.info("lost 2");
        journal.info("arrives");
        assertEquals("arrives", written.poll(5, TimeUnit.SECONDS));
        assertEquals("2 log lines could not be written", written.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void closingWritesWhatWasPut() throws Exception {
        BlockingQueue<String> written = new LinkedBlockingQueue<>();
        Journal journal = journal(line -> written.add(line.text()));
        for (int i = 0; i < 100; i++) {
            journal.info("line " + i);
        }
        journal.close(Duration.ofSeconds(5));
        assertEquals(100, written.size());
    }

    @Test
    void packetsCannotWriteTheLog() {
        RemarkLimit limit = new RemarkLimit(30);
        int lines = 0;
        for (int i = 0; i < 100_000; i++) {
            lines += limit.line("ignored packet from 10.0.0." + i % 200 + ": VRRP checksum is wrong", i * 1_000_000L)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertTrue(lines <= 60, lines + " lines in 100 s");
        assertTrue(lines >= 2, lines + " lines");
    }

    @Test
    void theSameRemarkComesAgainAfterAMinuteWithWhatWasLeftOut() {
        RemarkLimit limit = new RemarkLimit(30);
        long minute = TimeUnit.MINUTES.toNanos(1);
        assertEquals("bad", limit.line("bad", 0).orElseThrow());
        assertFalse(limit.line("bad", 1).isPresent());
        assertEquals(
                "bad (1 more like it were left out before)",
                limit.line("bad", minute).orElseThrow());
    }

    @Test
    void linesForSystemdsJournalCarryTheirPriorityAndNoTime() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        LogLine line = new LogLine(Instant.EPOCH, LogLine.Level.WARNING, "beware");
        new Console(written, true).write(line);
        assertEquals("<4>beware\n", written.toString(StandardCharsets.UTF_8));
        written.reset();
        new Console(written, false).write(line);
        assertTrue(written.toString(StandardCharsets.UTF_8).endsWith(".000 beware\n"), written::toString);
    }
}
