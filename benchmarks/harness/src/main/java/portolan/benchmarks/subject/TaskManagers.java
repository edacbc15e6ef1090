// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** The task managers that a cluster knows, as Flink's REST interface lists them. */
record TaskManagers(List<TaskManager> all) {
    private static final JsonMapper JSON = new JsonMapper();

    TaskManagers {
        all = List.copyOf(all);
    }

    /** One of them, by the id that it was started with. */
    record TaskManager(String id, int slots, int freeSlots) {
        boolean works() {
            return freeSlots < slots;
        }
    }

    /** Reads the answer to {@code GET /taskmanagers}. */
    static TaskManagers of(String answer) {
        List<TaskManager> all = new ArrayList<>();
        try {
            for (JsonNode one : JSON.readTree(answer).path("taskmanagers")) {
                all.add(new TaskManager(
                        one.path("id").asText(),
                        one.path("slotsNumber").asInt(),
                        one.path("freeSlots").asInt()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no list of task managers: answer=" + answer, e);
        }
        return new TaskManagers(all);
    }

    /** Whether so many are there and none of them has work. */
    boolean standBy(int count) {
        return all.size() == count && all.stream().noneMatch(TaskManager::works);
    }

    /** Whether so many slots have work and no task manager is without, as far as there are so many slots. */
    boolean share(int slots) {
        long working = all.stream().filter(TaskManager::works).count();
        return slotsAtWork() == slots && working == Math.min(slots, all.size());
    }

    /** How many slots have work. */
    private int slotsAtWork() {
        return all.stream().mapToInt(one -> one.slots() - one.freeSlots()).sum();
    }

    /**
     * The id of the first that has work.
     *
     * @throws IllegalStateException when none has any
     */
    String working() {
        return all.stream()
                .filter(TaskManager::works)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no task manager works: all=" + all))
                .id();
    }
}
