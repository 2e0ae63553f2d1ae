package org.keepvip.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A switch, two routers and a client, each a network namespace, joined by veth pairs. Names hold the process id and a number, so that many
 * labs stand side by side; what a crashed process left behind is removed by the next one.
 */
public final class Lab implements AutoCloseable {
    private static final String PREFIX = "kv-lab-";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Set<Lab> OPEN = ConcurrentHashMap.newKeySet();

    static {
        sweep();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> List.copyOf(OPEN).forEach(Lab::close)));
    }

    private final String name;
    private final Path directory;
    private final Node left;
    private final Node right;
    private final Node client;

    private Lab(String name, Path directory) {
        this.name = name;
        this.directory = directory;
        this.left = node("left", 1);
        this.right = node("right", 2);
        this.client = node("client", 3);
    }

    /** Builds a lab. Takes some tens of milliseconds and root. */
    public static Lab open() {
        String name = PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        try {
            Lab lab = new Lab(name, Files.createTempDirectory(name + "-"));
            OPEN.add(lab);
            lab.build();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The router that is meant to be MASTER where the priorities differ. */
    public Node left() {
        return left;
    }

    /** The other router. */
    public Node right() {
        return right;
    }

    /** The machine that uses the virtual address. */
    public Node client() {
        return client;
    }

    /** The switch's namespace; its bridge is {@code br0}. */
    public String bridge() {
        return name + "-s";
    }

    /** A directory for this lab's files; gone when the lab closes. */
    public Path directory() {
        return directory;
    }

    /** Ends every process in the lab and removes its namespaces and files. */
    @Override
    public void close() {
        if (OPEN.remove(this)) {
            Stream.of(left.namespace(), right.namespace(), client.namespace(), bridge())
                    .forEach(Lab::remove);
            delete(directory);
        }
    }

    /** Removes the namespaces of benches that no longer run. */
    private static void sweep() {
        Path names = Path.of("/run/netns");
        if (!Files.isDirectory(names)) {
            return;
        }
        try (Stream<Path> found = Files.list(names)) {
            found.map(path -> path.getFileName().toString()).filter(Lab::orphan).forEach(Lab::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean orphan(String namespace) {
        if (!namespace.startsWith(PREFIX)) {
            return false;
        }
        List<String> parts = List.of(namespace.substring(PREFIX.length()).split("-", -1));
        return parts.getFirst().chars().allMatch(Character::isDigit)
                && ProcessHandle.of(Long.parseLong(parts.getFirst())).isEmpty();
    }

    private static void remove(String namespace) {
        try {
            String pids = Command.of("ip", "netns", "pids", namespace).output();
            pids.lines()
                    .map(String::strip)
                    .filter(pid -> !pid.isEmpty())
                    .forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
            Command.of("ip", "netns", "del", namespace).output();
        } catch (LabException e) {
            System.err.println("could not remove namespace " + namespace + ": " + e.getMessage());
        }
    }

    private Node node(String nodeName, int number) {
        return new Node(nodeName, name + "-" + nodeName.charAt(0), bridge(), number);
    }

    private void build() {
        List<Node> nodes = List.of(left, right, client);
        List<String> root = new ArrayList<>();
        root.add("netns add " + bridge());
        nodes.forEach(node -> root.add("netns add " + node.namespace()));
        for (Node node : nodes) {
            root.add("link add p%d netns %s type veth peer name eth0 netns %s"
                    .formatted(node.number(), bridge(), node.namespace()));
            root.add("link add t%d netns %s type veth peer name eth1 netns %s"
                    .formatted(node.number(), bridge(), node.namespace()));
        }
        Command.of("ip", "-batch", "-").output(lines(root));
        Command.of("ip", "-n", bridge(), "-batch", "-").output(lines(bridgeLines(nodes)));
        nodes.forEach(
                node -> Command.of("ip", "-n", node.namespace(), "-batch", "-").output(lines(nodeLines(node))));
    }

    private static List<String> bridgeLines(List<Node> nodes) {
        List<String> lines = new ArrayList<>();
        lines.add("link add br0 type bridge mcast_snooping 0 forward_delay 0");
        lines.add("link set br0 addrgenmode none up");
        for (Node node : nodes) {
            lines.add("link set p" + node.number() + " addrgenmode none master br0 up");
            lines.add("link set t" + node.number() + " addrgenmode none up");
        }
        return lines;
    }

    private static List<String> nodeLines(Node node) {
        return List.of(
                "link set lo up",
                "link set eth0 addrgenmode none address " + node.mac(),
                "link set eth0 up",
                "link set eth1 addrgenmode none up",
                "addr add " + node.ipv4() + "/24 dev eth0",
                "addr add " + node.linkLocal() + "/64 dev eth0 nodad",
                "addr add " + node.ipv6() + "/64 dev eth0 nodad");
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("could not delete " + directory + ": " + e.getMessage());
        }
    }
}
