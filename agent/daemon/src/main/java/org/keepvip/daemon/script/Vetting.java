package org.keepvip.daemon.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.conf.model.Command;
import org.keepvip.conf.model.RunAs;
import org.keepvip.conf.model.Scripting;
import org.keepvip.linux.process.CurrentProcess;

/**
 * What is asked of a command before it may run: that it can, as whom, and that only root can change what root runs.
 * Looks at files and asks the name service, so never on the loop.
 */
public final class Vetting {
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String SHELL = "/bin/sh";
    private static final int LONGEST_SHEBANG = 256;

    private final List<Path> path;
    private final Identities identities;
    private final boolean secured;
    private final boolean symlinkPaths;

    /** The vetting that a configuration asks for, in a process with this environment, of which PATH counts. */
    public Vetting(Map<String, String> environment, Scripting scripting) {
        path = List.of(environment.getOrDefault("PATH", DEFAULT_PATH).split(":", -1)).stream()
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .toList();
        identities = new Identities(scripting.user(), scripting.secured(), scripting.supplementaryGroups());
        secured = scripting.secured();
        symlinkPaths = scripting.symlinkPaths();
    }

    /** The numbers of a user and of a group. */
    public record Owner(int uid, int gid) {}

    /**
     * Whom a file belongs to that is made for scripts.
     *
     * @param owner as configured; empty for who runs scripts
     * @throws IOException there is no such user or group
     */
    public Owner owner(Optional<RunAs> owner) throws IOException {
        try {
            return identities
                    .of(owner)
                    .map(who -> new Owner(who.uid(), who.gid()))
                    .orElseGet(() -> new Owner(CurrentProcess.uid(), CurrentProcess.gid()));
        } catch (RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    Finding finding(Command command) {
        List<Objection> remarks = new ArrayList<>();
        try {
            return new Finding(program(command, remarks), remarks);
        } catch (RefusedException e) {
            return new Finding(new Verdict.Refused(e.objection()), remarks);
        } catch (IOException e) {
            Objection objection = new Objection(
                    command.program() + " cannot be looked at: " + e.getMessage(),
                    "see whether its file system is well");
            return new Finding(new Verdict.Refused(objection), remarks);
        }
    }

    private Program program(Command command, List<Objection> remarks) throws RefusedException, IOException {
        Optional<Program.Identity> identity = identities.of(command.runAs());
        // </dev/tcp/HOST/PORT, which opens a connection in some shells, has always been the shell's.
        if (command.program().startsWith("<")) {
            return new Program(List.of(SHELL, "-c", String.join(" ", command.argv())), identity);
        }
        Path file = find(command.program(), remarks);
        trust(file, identity, remarks);
        Path real = file.toRealPath();
        interpreter(real, remarks);
        List<String> argv = new ArrayList<>(command.argv());
        argv.set(0, (symlinkPaths ? file : real).toString());
        return new Program(argv, identity);
    }

    private Path find(String name, List<Objection> remarks) throws RefusedException {
        if (name.contains("/")) {
            Path file = Path.of(name).toAbsolutePath();
            if (!Files.exists(file)) {
                throw new RefusedException("there is no " + file, "write it, or its right path");
            }
            if (!Files.isRegularFile(file)) {
                throw new RefusedException(file + " is not a file", "write the path of a program");
            }
            if (!Files.isExecutable(file)) {
                throw new RefusedException(file + " is not executable", "chmod a+x " + file);
            }
            return file;
        }
        Path file = path.stream()
                .map(folder -> folder.resolve(name))
                .filter(candidate -> Files.isRegularFile(candidate) && Files.isExecutable(candidate))
                .findFirst()
                .orElseThrow(() -> new RefusedException("no " + name + " is in PATH", "write its whole path"));
        remarks.add(new Objection(name + " was found in PATH as " + file, "write the whole path"));
        return file;
    }

    private void trust(Path file, Optional<Program.Identity> identity, List<Objection> remarks)
            throws RefusedException, IOException {
        boolean asRoot = identity.map(who -> who.uid() == 0 || who.gid() == 0)
                .orElseGet(() -> CurrentProcess.uid() == 0 || CurrentProcess.gid() == 0);
        if (!asRoot && !PathTrust.makesRoot(file)) {
            return;
        }
        Optional<Objection> flaw = PathTrust.flaw(file)
                .map(found -> new Objection("root would run " + file + ", and " + found.fault(), found.fix()));
        if (flaw.isPresent() && secured) {
            throw new RefusedException(flaw.get());
        }
        flaw.ifPresent(remarks::add);
    }

    private static void interpreter(Path file, List<Objection> remarks) throws RefusedException, IOException {
        if (!Files.isReadable(file)) {
            return;
        }
        String head;
        try (var stream = Files.newInputStream(file)) {
            head = new String(stream.readNBytes(LONGEST_SHEBANG), StandardCharsets.ISO_8859_1);
        }
        if (head.startsWith("#!")) {
            String line = head.lines().findFirst().orElse("").substring(2).strip();
            String program = line.split("[ \t]", 2)[0];
            if (program.isEmpty() || !Files.isExecutable(Path.of(program))) {
                throw new RefusedException(
                        "the interpreter '" + program + "' that " + file + " names in its first line is missing",
                        "install it, or name another");
            }
        } else if (!head.startsWith("\177ELF")) {
            remarks.add(new Objection(
                    file + " has no #! line, so that " + SHELL + " runs it",
                    "write #!" + SHELL + " as its first line"));
        }
    }
}
