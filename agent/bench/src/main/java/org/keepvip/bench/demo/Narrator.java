package org.keepvip.bench.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.keepvip.bench.theory.Window;
import org.keepvip.bench.wire.Sighting;
import org.keepvip.bench.wire.Sighting.Advert;

/** Tells what happens while it happens, and sums up. */
final class Narrator {
    private final PrintStream out;
    private final List<Act> acts = new ArrayList<>();
    private Instant start = Instant.EPOCH;

    Narrator(PrintStream out) {
        this.out = out;
    }

    /** Who stands where, and what left reads. */
    void introduce(Pair pair) {
        start = pair.left().started();
        line("Two routers share %s (VRRPv2, VRID 51, an advert a second); a client pings it every 20 ms."
                .formatted(Pair.VIP));
        line("Each router is a network namespace; all of them hang on one bridge, where the frames are captured.");
        line("");
        line("  left   10.99.0.1   priority %d   %s".formatted(Pair.LEFT.priority(), pair.leftKind()));
        line("  right  10.99.0.2   priority %d   %s".formatted(Pair.RIGHT.priority(), pair.rightKind()));
        line("");
        line("left's keepalived.conf:");
        pair.configuration(pair.leftNode()).lines().forEach(text -> line("  | %s".formatted(text)));
        line("");
        line("    time");
    }

    /** Something happened. */
    void event(Instant at, String what) {
        line("%8s  %s".formatted(clock(at), what));
    }

    /** An act is over. */
    void act(Act act) {
        acts.add(act);
        line("          %s: %s s; theory %s s, allowed %s: %s"
                .formatted(
                        act.measure(),
                        seconds(act.measured()),
                        seconds(act.theory()),
                        act.allowed(),
                        act.good() ? "ok" : "WRONG"));
        line("          pings: %d sent, %d lost, longest gap between two replies %s s"
                .formatted(
                        act.pings().sent(),
                        act.pings().lost(),
                        seconds(act.pings().longestGap())));
        line("");
    }

    /** Who held the address when, by the adverts on the wire. */
    void reigns(Pair pair) {
        line("Who held %s, by the adverts on the wire:".formatted(Pair.VIP));
        String holder = "";
        Instant since = start;
        Instant last = start;
        for (Sighting seen : pair.sightings()) {
            if (seen instanceof Advert advert) {
                String who = pair.name(advert.mac());
                boolean released = advert.priority() == 0;
                if (!who.equals(holder) && !released) {
                    reign(holder, since, last);
                    if (Duration.between(last, advert.at()).compareTo(Pair.INTERVAL) > 0) {
                        reign("nobody", last, advert.at());
                    }
                    holder = who;
                    since = advert.at();
                }
                last = who.equals(holder) ? advert.at() : last;
            }
        }
        reign(holder, since, last);
        line("");
    }

    /** The table; whether all of it is as the formulas say. */
    boolean sumUp() {
        line("%-26s %-29s %9s %9s  %-15s %6s %6s %9s"
                .formatted("what", "measured", "theory", "measured", "allowed", "pings", "lost", "ping gap"));
        for (Act act : acts) {
            line("%-26s %-29s %7s s %7s s  %-15s %6d %6d %7s s  %s"
                    .formatted(
                            act.what(),
                            act.measure(),
                            seconds(act.theory()),
                            seconds(act.measured()),
                            act.allowed(),
                            act.pings().sent(),
                            act.pings().lost(),
                            seconds(act.pings().longestGap()),
                            act.good() ? "ok" : "WRONG"));
        }
        boolean good = acts.stream().allMatch(Act::good);
        line("");
        line(
                "A killed process leaves its address in the kernel, which goes on answering: that is why kill -9 loses no ping.");
        line(good ? "Every gap is inside the window of its formula." : "A gap is OUTSIDE the window of its formula.");
        return good;
    }

    private void line(String text) {
        out.println(text);
    }

    private void reign(String who, Instant from, Instant to) {
        if (!who.isEmpty()) {
            line("  %8s .. %8s  %s".formatted(clock(from), clock(to), who));
        }
    }

    private String clock(Instant at) {
        return seconds(Duration.between(start, at));
    }

    private static String seconds(Duration span) {
        return Window.seconds(span);
    }
}
