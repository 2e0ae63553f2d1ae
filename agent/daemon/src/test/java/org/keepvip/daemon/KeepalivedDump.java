package org.keepvip.daemon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What keepalived writes on SIGUSR1, as values by path: {@code VRRP Instance VI_1/Priority} is {@code 150}. What stands
 * under a label that ends with a colon is one value, its lines joined.
 */
final class KeepalivedDump {
    private static final Pattern SECTION = Pattern.compile("------< (.*) >------");
    private static final Pattern OBJECT = Pattern.compile(" ([A-Z][A-Za-z ]+) = ([^,]*).*");
    private static final Pattern VALUE = Pattern.compile(" {1,3}([^=:]+?) = (.*)");
    private static final Pattern LIST = Pattern.compile(" {1,3}([^=:]+?) ?(\\(\\d+\\))?:(.*)");

    private final Map<String, String> values = new LinkedHashMap<>();
    private String section = "";
    private String object = "";
    private String list = "";

    private KeepalivedDump() {}

    /** The values of a dump. */
    static Map<String, String> of(String text) {
        KeepalivedDump dump = new KeepalivedDump();
        text.lines().forEach(dump::line);
        return dump.values;
    }

    private void line(String line) {
        Matcher begins = SECTION.matcher(line);
        if (begins.matches()) {
            section = begins.group(1);
            object = section;
            list = section;
            return;
        }
        if (line.startsWith("     ") && !list.isEmpty()) {
            values.merge(list, line.strip().replaceFirst(" set$", ""), (before, more) -> before + "; " + more);
            return;
        }
        list = "";
        Matcher opens = OBJECT.matcher(line);
        if (opens.matches() && !section.equals("Global definitions")) {
            object = opens.group(1) + " " + opens.group(2);
        }
        Matcher value = VALUE.matcher(line);
        Matcher heads = LIST.matcher(line);
        if (value.matches()) {
            values.put(object + "/" + value.group(1), value.group(2).strip());
        } else if (heads.matches() && heads.group(3).isBlank()) {
            list = object + "/" + heads.group(1);
        } else if (heads.matches()) {
            values.put(object + "/" + heads.group(1), heads.group(3).strip());
        }
    }
}
