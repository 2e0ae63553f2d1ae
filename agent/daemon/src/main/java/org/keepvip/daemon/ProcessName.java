package org.keepvip.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keepvip.conf.model.ProcessFiles;

/** What {@code ps} and {@code pidof} call the process: process_names, process_name and vrrp_process_name. */
record ProcessName(Path comm) {
    /** What keepalived calls the process that does this work when process_names stands in the file. */
    private static final String STANDARD = "keepalived_vrrp";

    /** The name of this process (proc_pid_comm(5)). */
    ProcessName() {
        this(Path.of("/proc/self/comm"));
    }

    /** Gives the process the name that the file says, if it says one; a name lost is no reason not to run. */
    void set(ProcessFiles files) {
        wanted(files).ifPresent(name -> {
            try {
                Files.writeString(comm, name);
            } catch (IOException withoutProc) {
                // ps goes on showing java
            }
        });
    }

    private static Optional<String> wanted(ProcessFiles files) {
        return files.vrrpName()
                .or(files::name)
                .or(() -> files.standardName() ? Optional.of(STANDARD) : Optional.empty());
    }
}
