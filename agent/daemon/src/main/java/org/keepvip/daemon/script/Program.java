package org.keepvip.daemon.script;

import java.util.List;
import java.util.Optional;

/**
 * A command that may be run.
 *
 * @param argv the absolute path of the program, and its arguments
 * @param identity who runs it; empty for the agent's own identity
 */
public record Program(List<String> argv, Optional<Identity> identity) implements Verdict {
    /** Copies the words. */
    public Program {
        argv = List.copyOf(argv);
    }

    /**
     * Numbers, looked up when the configuration was read: a name service may not answer when a script is to run.
     *
     * @param groups supplementary ones
     */
    public record Identity(int uid, int gid, List<Integer> groups) {
        /** Copies the groups. */
        public Identity {
            groups = List.copyOf(groups);
        }
    }
}
