package org.keepvip.conf.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keepvip.conf.language.ConfReader;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.language.Severity;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.language.Surroundings;
import org.keepvip.conf.reading.ConfigurationReader;
import org.keepvip.conf.reading.Reading;

class NodesTest {
    private static final String PLAIN = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                priority 100
                advert_int 1
                virtual_ipaddress {
                    192.0.2.10/24
                    192.0.2.11/24
                }
            }
            """;

    private static final String UNICAST = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                priority 100
                unicast_src_ip 192.0.2.1
                unicast_peer {
                    192.0.2.2
                }
                virtual_ipaddress {
                    192.0.2.10/24
                }
            }
            """;

    @Test
    void aPairThatFitsHasNoProblem() {
        assertEquals(List.of(), compare(PLAIN, PLAIN.replace("priority 100", "priority 90")));
        assertEquals(
                List.of(),
                compare(
                        UNICAST,
                        UNICAST.replace("priority 100", "priority 90")
                                .replace("192.0.2.1\n", "192.0.2.9\n")
                                .replace("192.0.2.2\n", "192.0.2.1\n")
                                .replace("192.0.2.9\n", "192.0.2.2\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    virtual_router_id 51 | virtual_router_id 52    | ERROR   | 3  | virtual_router_id is 52, but 51 in one.conf:3:23
                    advert_int 1         | advert_int 2            | ERROR   | 5  | advert_int is 2 s, but 1 s in one.conf:5:16
                    advert_int 1         | version 3               | ERROR   | 5  | version is 3, but 2 in one.conf:1:1
                    192.0.2.11/24        | 192.0.2.12/24           | ERROR   | 6  | lacks 192.0.2.11 and has 192.0.2.12 besides, compared with one.conf:6:5
                    192.0.2.11/24        | #                       | ERROR   | 6  | lacks 192.0.2.11, compared with one.conf:6:5
                    advert_int 1         | mcast_dst_ip 224.0.0.99 | ERROR   | 5  | adverts go to 224.0.0.99, but to 224.0.0.18 in one.conf:1:1
                    advert_int 1         | #                       | WARNING | 4  | priority 100 is the same as in one.conf:4:14
                    """)
    void eachDifferenceNamesBothPlaces(String from, String to, Severity severity, int line, String message) {
        Problem problem = only(compare(PLAIN, PLAIN.replace(from, to), message));
        assertEquals(severity, problem.severity(), problem.render());
        assertEquals("two.conf", problem.location().file());
        assertEquals(line, problem.location().line().number(), problem.render());
        assertFalse(problem.fix().isEmpty());
    }

    @Test
    void version3LearnsTheInterval() {
        String three = PLAIN.replace("priority 100", "version 3");
        Problem problem = only(compare(three, three.replace("advert_int 1", "advert_int 0.5"), "advert_int"));
        assertEquals(Severity.WARNING, problem.severity());
    }

    @Test
    void twoOwnersAreAnError() {
        String owner = PLAIN.replace("priority 100", "priority 255");
        assertEquals(
                Severity.ERROR,
                only(compare(owner, owner, "priority 255 is the owner's")).severity());
    }

    @Test
    void passwordsAreComparedAndNotShown() {
        String pass = PLAIN.replace("advert_int 1", "authentication {\nauth_type PASS\nauth_pass opensesame\n}");
        Problem other = only(compare(pass, pass.replace("opensesame", "sesamopen"), "auth_pass is another"));
        assertFalse(other.render().contains("sesam"), other.render());
        Problem type = only(compare(pass, pass.replace("PASS", "AH"), "authentication is AH, but PASS"));
        assertEquals(Severity.ERROR, type.severity());
        String tail = pass.replace("opensesame", "opensesaMEE");
        assertEquals(List.of(), compare(pass, tail, "auth"), "the ninth octet is not sent");
        only(compare(pass, PLAIN, "authentication is none, but PASS in one.conf:5:5"));
    }

    @Test
    void unicastPeersListEachOther() {
        String mirror = UNICAST.replace("priority 100", "priority 90").replace("192.0.2.1\n", "192.0.2.3\n");
        Problem unlisted = only(compare(UNICAST, mirror, "unicast_peer does not list 192.0.2.3"));
        assertEquals("one.conf", unlisted.location().file());
        assertTrue(unlisted.message().contains("two.conf:5:20"), unlisted.message());
        only(compare(UNICAST, mirror, "unicast_peer does not list 192.0.2.1"));
        only(compare(UNICAST, UNICAST, "the source address 192.0.2.1 is also that of one.conf:5:20"));
        only(compare(
                UNICAST,
                UNICAST.replace("    unicast_peer {\n        192.0.2.2\n    }\n", ""),
                "adverts go by multicast, but unicast in one.conf:6:5"));
    }

    @Test
    void anInstanceWithoutCounterpartIsNamed() {
        String second = PLAIN.replace("VI_1", "VI_2").replace("51", "52").replace("192.0.2.1", "192.0.2.2");
        only(compare(PLAIN + second, PLAIN, "VI_2 has no counterpart in two.conf"));
        only(compare(PLAIN, PLAIN + second, "VI_2 has no counterpart in one.conf"));
    }

    @Test
    void threeNodesAreComparedEachWithEach() {
        String two = PLAIN.replace("advert_int 1", "advert_int 2").replace("priority 100", "priority 90");
        String three = PLAIN.replace("priority 100", "priority 80");
        List<Problem> problems =
                Nodes.compare(List.of(read("one.conf", PLAIN), read("two.conf", two), read("three.conf", three)));
        assertEquals(2, problems.size());
        assertEquals("two.conf", problems.get(0).location().file());
        assertTrue(
                problems.get(1).message().contains("two.conf"), problems.get(1).message());
        assertEquals("three.conf", problems.get(1).location().file());
    }

    private static Problem only(List<Problem> problems) {
        assertEquals(1, problems.size(), problems.toString());
        return problems.getFirst();
    }

    private static List<Problem> compare(String one, String two) {
        return Nodes.compare(List.of(read("one.conf", one), read("two.conf", two)));
    }

    private static List<Problem> compare(String one, String two, String message) {
        return compare(one, two).stream()
                .filter(problem -> problem.message().contains(message))
                .toList();
    }

    private static Reading read(String name, String text) {
        return ConfigurationReader.read(ConfReader.read(name, new OneFile(text), Surroundings.of("node")));
    }

    private record OneFile(String text) implements SourceFiles {
        @Override
        public Content read(String name) {
            return new Content.Text(text);
        }

        @Override
        public List<String> glob(String pattern) {
            return List.of(pattern);
        }

        @Override
        public Optional<String> home(String user) {
            return Optional.empty();
        }
    }
}
