package org.keepvip.daemon;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Root and an installed keepalived, or one line that says what is missing. */
final class NeedsKeepalived implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean keepalived = Files.isExecutable(Path.of("/usr/sbin/keepalived"));
        if (root && keepalived) {
            return ConditionEvaluationResult.enabled("root, with keepalived");
        }
        String missing = root ? "needs keepalived" : "needs root";
        if (context.getTestMethod().isEmpty()) {
            System.out.println("left out, " + missing + ": " + context.getDisplayName());
        }
        return ConditionEvaluationResult.disabled(missing);
    }
}
