package org.keepvip.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One test for each {@link Must}; the last one prints which have none. */
class MustsTest {
    private static final String READY = "\n0s link eth0 up\n0s source 10.0.0.5\n0s started\n";
    private static final Set<Must> NOT_OURS = EnumSet.of(Must.FORWARDING, Must.ACCEPT_MODE);

    /** The demand a test holds us to. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Holds {
        Must value();
    }

    private static Scene backup(String script) {
        return Scene.played("settings priority=100" + READY + script);
    }

    private static Scene owner(String script) {
        return Scene.played("settings priority=255" + READY + script);
    }

    private static void has(Scene scene, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = scene.outcome().indexOf(part, from);
            assertTrue(at >= 0, "no " + part + " in\n" + scene.outcome());
            from = at;
        }
    }

    @Test
    @Holds(Must.OWNER_STARTS_AS_MASTER)
    void ownerStartsAsMaster() {
        has(owner(""), "MASTER", "-> send", "-> add", "-> announce");
    }

    @Test
    @Holds(Must.OTHERS_START_AS_BACKUP)
    void othersStartAsBackup() {
        Scene scene = backup("");
        has(scene, "BACKUP, master down at 3.609375s");
        assertFalse(scene.outcome().contains("->"), "a BACKUP sends nothing");
    }

    @Test
    @Holds(Must.BACKUP_TAKES_OVER)
    void backupTakesOver() {
        assertFalse(backup("3.609374999s deadline\n").isMaster());
        has(backup("3.609375s deadline\n"), "MASTER", "-> send", "-> add", "-> announce");
    }

    @Test
    @Holds(Must.BACKUP_STOPS_SILENTLY)
    void backupStopsSilently() {
        Scene scene = backup("1s shutdown\n100s passes\n");
        assertFalse(scene.text().contains("->"));
        assertEquals(Moment.NEVER, scene.state().deadline());
    }

    @Test
    @Holds(Must.BACKUP_RELEASED)
    void backupReleased() {
        has(backup("1s advert 10.0.0.9 200\n2s advert 10.0.0.9 0\n"), "master down at 2.609375s");
    }

    @Test
    @Holds(Must.BACKUP_FOLLOWS)
    void backupFollows() {
        has(backup("1s advert 10.0.0.9 100 2\n"), "master down at 8.21875s", "at 2s");
        has(backup("1s advert 10.0.0.9 254 0.5\n"), "master down at 2.8046875s", "at 0.5s");
    }

    @Test
    @Holds(Must.BACKUP_KEEPS_WITHOUT_PREEMPT)
    void backupKeepsWithoutPreempt() {
        has(
                Scene.played("settings priority=100 preempt=no" + READY + "1s advert 10.0.0.9 1\n"),
                "master down at 4.609375s");
    }

    @Test
    @Holds(Must.BACKUP_DISCARDS_LOWER)
    void backupDiscardsLower() {
        Scene scene = backup("1s advert 10.0.0.9 99\n");
        assertFalse(scene.outcome().contains("BACKUP,"), scene.outcome());
    }

    @Test
    @Holds(Must.BACKUP_DOES_NOT_ANSWER)
    void backupHoldsNoAddress() {
        has(backup("5s advert 10.0.0.9 200\n"), "BACKUP", "-> remove 10.0.0.100/24@eth0");
        has(backup("1s appeared 10.0.0.100/24\n1.01s deadline\n"), "-> remove 10.0.0.100/24@eth0");
    }

    @Test
    @Holds(Must.MASTER_ADVERTISES)
    void masterAdvertises() {
        has(owner("1s deadline\n"), "next advert at 2s", "-> send from 10.0.0.5 priority 255");
    }

    @Test
    @Holds(Must.MASTER_STOPS_WITH_RELEASE)
    void masterStopsWithRelease() {
        has(owner("0.5s shutdown\n"), "INIT", "-> remove", "-> send from 10.0.0.5 priority 0");
    }

    @Test
    @Holds(Must.MASTER_ANSWERS_RELEASE)
    void masterAnswersRelease() {
        has(owner("0.5s advert 10.0.0.9 0\n"), "next advert at 1.5s", "-> send from 10.0.0.5 priority 255");
    }

    @Test
    @Holds(Must.MASTER_YIELDS_TO_HIGHER)
    void masterYieldsToHigher() {
        has(backup("4s advert 10.0.0.2 101 2\n"), "BACKUP, master down at 11.21875s", "at 2s", "-> remove");
    }

    @Test
    @Holds(Must.MASTER_YIELDS_TO_HIGHER_ADDRESS)
    void masterYieldsToHigherAddress() {
        has(backup("4s advert 10.0.0.6 100\n"), "BACKUP");
        assertTrue(backup("4s advert 10.0.0.4 100\n").isMaster());
    }

    @Test
    @Holds(Must.TIE_IS_UNSIGNED)
    void tieIsUnsigned() {
        assertFalse(backup("4s advert 200.0.0.1 100\n").isMaster());
        assertFalse(backup("4s advert 10.0.0.128 100\n").isMaster());
        assertTrue(backup("4s advert 9.255.255.255 100\n").isMaster());
    }

    @Test
    @Holds(Must.MASTER_ASSERTS_ITSELF)
    void masterAssertsItself() {
        has(backup("4s advert 10.0.0.6 99\n"), "MASTER", "-> send from 10.0.0.5 priority 100");
    }

    @Test
    @Holds(Must.MASTER_ANSWERS)
    void masterHoldsEachAddress() {
        has(
                Scene.played("settings priority=255 vips=10.0.0.1/24,10.0.0.2/24" + READY),
                "-> add 10.0.0.1/24@eth0 10.0.0.2/24@eth0",
                "holds all");
    }

    @Test
    @Holds(Must.MASTER_IGNORES_PREEMPT_MODE)
    void masterIgnoresPreemptMode() {
        Scene scene = Scene.played("settings priority=100 preempt=no" + READY + "4s advert 10.0.0.9 101\n");
        assertFalse(scene.isMaster());
    }

    @Test
    @Holds(Must.OWNER_ALWAYS_PREEMPTS)
    void ownerAlwaysPreempts() {
        Scene scene = Scene.played("settings priority=255 preempt=no delay=100" + READY
                + "1s advert 10.0.0.9 255\n2s advert 10.0.0.9 254\n3s advert 10.0.0.9 254\n4.1s passes\n");
        assertTrue(scene.isMaster());
    }

    @Test
    @Holds(Must.OWNER_PRIORITY_IS_255)
    void weightsNeverMakeAnOwnerOrARelease() {
        Scene high = Scene.played("settings priority=200 track=eth1:200\n0s link eth1 up" + READY + "4s passes\n");
        assertTrue(high.text().contains("-> send from 10.0.0.5 priority 254"), high.text());
        Scene low = Scene.played("settings priority=100 track=eth1:-200\n0s link eth1 down" + READY + "4s passes\n");
        assertTrue(low.text().contains("-> send from 10.0.0.5 priority 1 "), low.text());
        Scene owner = Scene.played("settings priority=255 track=eth1:-200\n0s link eth1 down" + READY);
        assertTrue(owner.text().contains("-> send from 10.0.0.5 priority 255"), owner.text());
    }

    @Test
    @Holds(Must.INTERVAL_IS_OWN)
    void intervalIsOwn() {
        Scene scene =
                Scene.played("settings priority=100 interval=0.3" + READY + "1s advert 10.0.0.9 200 2\n9s passes\n");
        assertTrue(scene.text().contains("-> send from 10.0.0.5 priority 100 interval 0.3s"), scene.text());
    }

    @Test
    @Holds(Must.INTERVAL_RULES_THE_WAIT)
    void intervalIsLearnedAndForgotten() {
        Scene scene = backup("1s advert 10.0.0.9 200 2\n9s passes\n10.1s advert 10.0.0.9 200 1\n");
        assertTrue(scene.text().contains("waits 7.21875s at 2s"), scene.text());
        assertTrue(scene.text().contains("next advert at 9.2s"), scene.text());
    }

    @Test
    @Holds(Must.SKEW)
    void skew() {
        has(Scene.played("settings priority=1 interval=0.01" + READY), "waits 0.039960937s");
    }

    @Test
    @Holds(Must.SKEW_VERSION_2)
    void skewOfVersion2() {
        has(Scene.played("settings version=2 priority=100 interval=5" + READY), "waits 15.609375s");
    }

    @Test
    @Holds(Must.DISCARDED_MEANS_DISCARDED)
    void discardedMeansDiscarded() {
        for (Rejection rejection : Rejection.values()) {
            Scene scene = backup("1s rejected 10.0.0.9 " + rejection + "\n4s rejected 10.0.0.9 " + rejection + "\n");
            assertTrue(scene.isMaster());
            assertFalse(scene.outcome().contains("->"));
            assertEquals(2, scene.counters().of(rejection));
        }
    }

    @Test
    @Holds(Must.ANNOUNCE_EACH_ADDRESS)
    void eachAddressIsAnnounced() {
        has(
                Scene.played("settings priority=255 vips=10.0.0.1/24 excluded=2001:db8::1/64" + READY),
                "-> announce 10.0.0.1/24@eth0 2001:db8::1/64@eth0");
    }

    @Test
    @Holds(Must.NO_ANNOUNCEMENT_BEFORE_THE_ADDRESS)
    void nothingIsAnnouncedBeforeItIsThere() {
        Scene waiting = Scene.played("kernel slow\nsettings priority=255 repeat=5 second=1" + READY + "9s passes\n");
        assertFalse(waiting.text().contains("-> announce"), waiting.text());
        Scene done = Scene.played("kernel slow\nsettings priority=255" + READY + "0.5s done\n");
        has(done, "-> announce");
    }

    @Test
    void everyDemandHasATestOrIsListed() {
        Set<Must> without = EnumSet.allOf(Must.class);
        for (Method method : MustsTest.class.getDeclaredMethods()) {
            Holds holds = method.getAnnotation(Holds.class);
            if (holds != null) {
                without.remove(holds.value());
            }
        }
        without.forEach(must -> System.out.println("MUST without a test here: " + must));
        assertEquals(NOT_OURS, without);
    }
}
