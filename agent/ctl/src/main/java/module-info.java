/** Asks a running agent over its control socket; knows that protocol and nothing of the agent. */
module org.keepvip.ctl {
    requires com.fasterxml.jackson.core;
    requires transitive com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports org.keepvip.ctl;
}
