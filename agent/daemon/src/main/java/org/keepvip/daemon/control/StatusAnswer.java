package org.keepvip.daemon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keepvip.daemon.agent.RouterReport;
import org.keepvip.vrrp.FaultText;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Statistic;
import org.keepvip.vrrp.Vip;

/**
 * What the agent says of itself.
 *
 * @param started when the process did
 * @param droppedLogLines lost because the log's reader was too slow
 */
public record StatusAnswer(
        String version, long pid, Path file, Instant started, long droppedLogLines, List<RouterReport> routers) {

    /** The answer's line. */
    public byte[] line() {
        return Answer.status(this::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStringField("version", version);
        json.writeNumberField("pid", pid);
        json.writeStringField("file", file.toString());
        json.writeStringField("started", started.toString());
        json.writeNumberField("droppedLogLines", droppedLogLines);
        json.writeArrayFieldStart("instances");
        for (RouterReport router : routers) {
            json.writeStartObject();
            write(json, router);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(JsonGenerator json, RouterReport router) throws IOException {
        Settings settings = router.settings();
        State state = router.state();
        json.writeStringField("name", settings.name());
        json.writeStringField("interface", settings.device().orElse("any"));
        json.writeNumberField("vrid", settings.vrid().value());
        json.writeStringField("family", settings.family().name());
        json.writeNumberField("version", settings.wire().version().number());
        json.writeStringField("transport", transport(settings));
        json.writeNumberField(
                "advertIntervalMillis", settings.election().interval().toMillis());
        json.writeStringField("state", router.role());
        json.writeStringField("since", router.since().orElse(started).toString());
        json.writeNumberField(
                "effectivePriority", state.effectivePriority(settings).value());
        json.writeNumberField("basePriority", settings.election().priority().value());
        writeVips(json, settings, state);
        writeMaster(json, state);
        writeTransition(json, router);
        json.writeArrayFieldStart("faults");
        if (state.role() instanceof State.Role.Fault fault) {
            for (var reason : fault.reasons()) {
                json.writeString(FaultText.of(reason));
            }
        }
        json.writeEndArray();
        writePeers(json, router);
        writeCounters(json, router);
    }

    private static String transport(Settings settings) {
        return switch (settings.wire().transport()) {
            case Settings.Transport.Multicast multicast -> "multicast " + multicast.group();
            case Settings.Transport.Unicast unicast ->
                "unicast to "
                        + String.join(
                                ", ",
                                unicast.peers().stream()
                                        .map(peer -> peer.address().toString())
                                        .toList());
        };
    }

    private static void writeVips(JsonGenerator json, Settings settings, State state) throws IOException {
        Set<Vip.Key> present = state.holdings().present();
        json.writeArrayFieldStart("vips");
        for (Vip vip : settings.addresses().all()) {
            json.writeStartObject();
            json.writeStringField("address", vip.address().toString());
            json.writeStringField("device", vip.device());
            json.writeBooleanField("held", present.contains(vip.key()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeMaster(JsonGenerator json, State state) throws IOException {
        if (state.role() instanceof State.Role.Backup backup && backup.master().isPresent()) {
            State.Sender master = backup.master().get();
            json.writeObjectFieldStart("master");
            json.writeStringField("address", master.address().toString());
            json.writeNumberField("priority", master.priority().value());
            json.writeEndObject();
        } else {
            json.writeNullField("master");
        }
    }

    private static void writeTransition(JsonGenerator json, RouterReport router) throws IOException {
        if (router.lastTransition().isEmpty()) {
            json.writeNullField("lastTransition");
            return;
        }
        RouterReport.Transition last = router.lastTransition().get();
        json.writeObjectFieldStart("lastTransition");
        json.writeStringField("at", last.at().toString());
        json.writeStringField("from", last.from());
        json.writeStringField("to", last.to());
        json.writeStringField("cause", last.cause());
        json.writeEndObject();
    }

    private static void writePeers(JsonGenerator json, RouterReport router) throws IOException {
        json.writeArrayFieldStart("peers");
        for (RouterReport.Peer peer : router.peers()) {
            json.writeStartObject();
            json.writeStringField("address", peer.address().toString());
            json.writeNumberField("priority", peer.priority().value());
            json.writeNumberField("heardMillisAgo", peer.ago().toMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeCounters(JsonGenerator json, RouterReport router) throws IOException {
        json.writeObjectFieldStart("counters");
        for (Map.Entry<Statistic, Long> counter : router.statistics().entrySet()) {
            json.writeNumberField(counter.getKey().key(), counter.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("rejected");
        for (Map.Entry<Rejection, Long> counter : router.rejections().entrySet()) {
            if (counter.getValue() > 0) {
                json.writeNumberField(counter.getKey().description(), counter.getValue());
            }
        }
        json.writeEndObject();
    }
}
