package org.keepvip.conf.language;

import java.util.Map;

/**
 * What a configuration may ask of the machine it is read on.
 *
 * @param configId what <code>@id</code> lines are compared with: {@code -i}, or the host name up to its first dot
 * @param directory the absolute working directory, for {@code ${_PWD}} and messages
 * @param environment for {@code ${_ENV NAME}} and {@code ~}
 * @param seed of {@code ${_RANDOM}} when {@code random_seed} does not set one
 * @param checks what a missing include means at the start, {@code -e} asks for all
 */
public record Surroundings(
        String configId, String directory, Map<String, String> environment, long seed, IncludeChecks checks) {
    /** Keeps its own copy of the environment. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** A machine of this name, nothing else known of it. */
    public static Surroundings of(String hostName) {
        return new Surroundings(configIdOf(hostName), "/", Map.of(), 1, IncludeChecks.NONE);
    }

    /** The part of a host name before its first dot. */
    public static String configIdOf(String hostName) {
        int dot = hostName.indexOf('.');
        return dot < 0 ? hostName : hostName.substring(0, dot);
    }
}
