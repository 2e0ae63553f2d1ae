package org.keepvip.daemon;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.keepvip.conf.model.BfdInstance;
import org.keepvip.conf.model.Configuration;
import org.keepvip.conf.model.ProcessPattern;
import org.keepvip.conf.model.TrackFile;
import org.keepvip.conf.model.TrackProcess;
import org.keepvip.conf.model.VrrpScript;
import org.keepvip.conf.model.Weight;

/** The trackers' part of {@link EffectiveValues}. */
final class EffectiveTrackers {
    private final Map<String, String> values;

    EffectiveTrackers(Map<String, String> values) {
        this.values = values;
    }

    void put(Configuration configuration) {
        configuration.scripts().forEach(this::script);
        configuration.files().forEach(this::file);
        configuration.processes().forEach(this::process);
        configuration.bfds().forEach(this::bfd);
    }

    private void script(VrrpScript script) {
        String at = "VRRP Script " + script.name() + "/";
        script.command().ifPresent(command -> values.put(at + "Command", EffectiveText.command(command)));
        values.put(at + "Interval", script.interval().toSeconds() + " sec");
        values.put(at + "Timeout", timeout(script).toSeconds() + " sec");
        values.put(at + "Weight", weight(script.weight()));
        values.put(at + "Rise", String.valueOf(script.rise()));
        values.put(at + "Fall", String.valueOf(script.fall()));
    }

    /** keepalived writes 0 for as long as the interval. */
    private static Duration timeout(VrrpScript script) {
        return script.timeout().equals(script.interval()) ? Duration.ZERO : script.timeout();
    }

    private void file(TrackFile file) {
        String at = "Track file " + file.name() + "/";
        file.file().ifPresent(path -> values.put(at + "File", path));
        values.put(at + "Weight", weight(file.weight()));
    }

    private void process(TrackProcess process) {
        String at = "VRRP Track process " + process.name() + "/";
        process.process().map(ProcessPattern::command).ifPresent(command -> values.put(at + "Process", command));
        process.parameterMatch()
                .ifPresent(match -> values.put(at + "Param match", match.name().toLowerCase(Locale.ROOT)));
        values.put(at + "Min processes", String.valueOf(process.quorum()));
        process.quorumMax().ifPresent(most -> values.put(at + "Max processes", String.valueOf(most)));
        values.put(at + "Weight", weight(process.weight()));
        values.put(at + "Fork delay", seconds(process.forkDelay()));
        values.put(at + "Terminate delay", seconds(process.terminateDelay()));
    }

    private void bfd(BfdInstance bfd) {
        String at = "BFD Instance " + bfd.name() + "/";
        bfd.neighbour().ifPresent(address -> values.put(at + "Neighbor IP", address.toString()));
        bfd.source().ifPresent(address -> values.put(at + "Source IP", address.toString()));
        values.put(at + "Required min RX interval", micros(bfd.minRx()));
        values.put(at + "Desired min TX interval", micros(bfd.minTx()));
        values.put(at + "Desired idle TX interval", micros(bfd.idleTx()));
        values.put(at + "Detection multiplier", String.valueOf(bfd.multiplier()));
        values.put(at + "passive", String.valueOf(bfd.passive()));
        values.put("VRRP Track BFD " + bfd.name() + "/Weight", weight(bfd.weight()));
    }

    private static String weight(Weight weight) {
        return weight.value() + (weight.reverse() ? " reverse" : "");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%d.%06ds", duration.toSeconds(), duration.toNanosPart() / 1000);
    }

    private static String micros(Duration duration) {
        return duration.toNanos() / 1000 + " us";
    }
}
