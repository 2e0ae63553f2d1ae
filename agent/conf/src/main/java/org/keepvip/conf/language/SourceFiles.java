package org.keepvip.conf.language;

import java.util.List;
import java.util.Optional;

/** The files a configuration is read from. Names are absolute or relative to the working directory, separated by {@code /}. */
public interface SourceFiles {
    /** No files at all. */
    SourceFiles NONE = new SourceFiles() {
        @Override
        public Content read(String name) {
            return new Content.Skipped("it does not exist");
        }

        @Override
        public List<String> glob(String pattern) {
            return List.of();
        }

        @Override
        public Optional<String> home(String user) {
            return Optional.empty();
        }
    };

    /** What a file holds, or why it cannot be read; never throws for a file that is missing or broken. */
    Content read(String name);

    /**
     * The existing files that match a shell pattern of {@code *}, {@code ?}, <code>[…]</code> and {@code \}, in the order of their
     * names; a name without wildcards matches itself when it exists.
     */
    List<String> glob(String pattern);

    /** The home directory of a user, for {@code ~user}. */
    Optional<String> home(String user);

    /** What reading a file gave. */
    sealed interface Content {
        /**
         * A file's text.
         *
         * @param text all of it; bytes that are not UTF-8 arrive as some character each
         */
        record Text(String text) implements Content {}

        /**
         * A file that keepalived does not read.
         *
         * @param reason completes the sentence "FILE is not read: …"
         */
        record Skipped(String reason) implements Content {}
    }
}
