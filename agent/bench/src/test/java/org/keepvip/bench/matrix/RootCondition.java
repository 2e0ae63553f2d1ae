package org.keepvip.bench.matrix;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Network namespaces need root: without it a test is left out, and one line says so. */
final class RootCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
            return ConditionEvaluationResult.enabled("root");
        }
        if (context.getTestMethod().isEmpty()) {
            System.out.println("left out, because it needs root: " + context.getDisplayName());
        }
        return ConditionEvaluationResult.disabled("needs root");
    }
}
