package org.keepvip.bench.demo;

import java.util.List;
import java.util.Locale;
import org.keepvip.bench.lab.LabException;
import org.keepvip.bench.router.Implementation;

/** {@code demo [--peer keepalived]}: exit 0 when every gap was inside its window, 1 when one was not, 2 when it could not run. */
public final class Main {
    private static final String USAGE = "usage: demo [--peer keepvip|keepalived]";

    private Main() {}

    /** See the class. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            return play(left(arguments), peer(arguments)) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(USAGE);
            return 2;
        } catch (LabException e) {
            System.err.println("demo: " + e.getMessage());
            return 2;
        }
    }

    private static boolean play(Implementation left, Implementation right) {
        left.binary();
        right.binary();
        Narrator narrator = new Narrator(System.out);
        try (Pair pair = new Pair(left, right)) {
            narrator.introduce(pair);
            Acts acts = new Acts(pair, narrator);
            acts.start();
            acts.kill();
            acts.restart();
            acts.pull();
            acts.plug();
            acts.stop();
            narrator.reigns(pair);
            return narrator.sumUp();
        }
    }

    private static Implementation left(List<String> arguments) {
        return option(arguments, "--left");
    }

    private static Implementation peer(List<String> arguments) {
        return option(arguments, "--peer");
    }

    private static Implementation option(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        if (at < 0) {
            return Implementation.KEEPVIP;
        }
        Implementation chosen = Implementation.valueOf(arguments.get(at + 1).toUpperCase(Locale.ROOT));
        if (chosen == Implementation.FRR) {
            throw new IllegalArgumentException("FRR does not read keepalived.conf");
        }
        return chosen;
    }
}
