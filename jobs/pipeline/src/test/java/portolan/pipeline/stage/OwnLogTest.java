// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.runtime.state.DoneFuture;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.changelog.SequenceNumber;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationRunnable;
import org.apache.flink.state.common.PeriodicMaterializationManager.MaterializationTarget;
import org.junit.jupiter.api.Test;

/** What becomes of the files that a task copies when it starts; that it must, {@code ScaledIT} shows. */
final class OwnLogTest {
    private static final TaskInfo TASK = new TaskInfoImpl("remember", 720, 1, 2, 0);

    private final List<String> told = new ArrayList<>();
    private final OwnLog log = new OwnLog(TASK);
    private Optional<MaterializationRunnable> copied = Optional.empty();

    @Test
    void somethingIsLoggedThenFilesAreCopiedAndTheirLogBegins() throws Exception {
        log.begin(logging(true), () -> told.add("cleared"));

        assertThat(told)
                .containsExactly("setCurrentKey", "cleared", "initMaterialization", "handleMaterializationResult");
    }

    @Test
    void filesThatNoCheckpointCanNameAreDeletedOnce() throws Exception {
        log.begin(logging(true), () -> {});
        log.end();
        log.end();

        assertThat(told).filteredOn("discardState"::equals).hasSize(1);
    }

    @Test
    void filesThatACheckpointMayNameStay() throws Exception {
        log.begin(logging(true), () -> {});
        log.named();
        log.end();

        assertThat(told).doesNotContain("discardState");
    }

    @Test
    void aTaskWithoutALogCopiesNothing() throws Exception {
        log.begin(backend(KeyedStateBackend.class), () -> told.add("cleared"));
        log.end();

        assertThat(told).isEmpty();
    }

    @Test
    void aTaskThatCouldNotCopyDoesNotStart() {
        assertThatThrownBy(() -> log.begin(logging(false), () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("start with as many as before")
                .hasMessageContaining(TASK.getTaskNameWithSubtasks());
    }

    private KeyedStateBackend<String> logging(boolean copies) {
        copied = copies ? Optional.of(copying()) : Optional.empty();
        return backend(KeyedStateBackend.class, MaterializationTarget.class);
    }

    private MaterializationRunnable copying() {
        KeyedStateHandle files = KeyedStateHandle.class.cast(telling(KeyedStateHandle.class));
        return new MaterializationRunnable(DoneFuture.of(SnapshotResult.of(files)), 7, SequenceNumber.of(3));
    }

    @SuppressWarnings("unchecked")
    private KeyedStateBackend<String> backend(Class<?>... types) {
        return (KeyedStateBackend<String>) telling(types);
    }

    /** Tells by name what is asked of it, and knows one answer. */
    private Object telling(Class<?>... types) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), types, (proxy, method, arguments) -> {
            told.add(method.getName());
            return method.getReturnType() == Optional.class ? copied : null;
        });
    }
}
