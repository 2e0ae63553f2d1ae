package org.keepvip.daemon;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The signals of keepalived(8), each given to a handler on a thread of its own. */
final class Signals {
    /** Names of {@code --signum}, with the numbers that glibc gives on x86_64 and aarch64. */
    private static final Map<String, Integer> NUMBERS =
            Map.of("STOP", 15, "RELOAD", 1, "DATA", 10, "STATS", 12, "STATS_CLEAR", 63, "JSON", 36);

    private Signals() {}

    /**
     * Calls {@code handler} when one of the signals comes, in place of what the JVM or the kernel would do.
     *
     * <p>sun.misc.Signal is the only way to hear SIGHUP in Java, and the JDK keeps it for that (JEP 260); it is called by
     * name because javac's warning about it cannot be switched off.
     */
    static void handle(List<String> names, Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> listener = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {listener}, (_, method, _) -> {
                        if (method.getName().equals("handle")) {
                            handler.run();
                        }
                        return null;
                    });
            Method handle = signal.getMethod("handle", signal, listener);
            for (String name : names) {
                Object number = signal.getConstructor(String.class).newInstance(name);
                handle.invoke(null, number, proxy);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM does not let us hear signals", e);
        }
    }

    /** The number of the signal that {@code name} stands for in {@code --signum}. */
    static Optional<Integer> number(String name) {
        return Optional.ofNullable(NUMBERS.get(name));
    }
}
