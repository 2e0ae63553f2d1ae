/** Measures: network labs in namespaces, the demo, and KeepVIP beside keepalived as ratios. */
module org.keepvip.bench {
    requires static transitive org.jspecify;
    requires org.keepvip.linux;
    requires com.fasterxml.jackson.databind;
}
