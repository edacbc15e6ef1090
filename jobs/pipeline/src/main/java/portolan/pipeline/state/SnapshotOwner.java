// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

/**
 * Which task took part in a snapshot.
 *
 * @param checkpoint the snapshot
 * @param task from 0
 * @param tasks of the operator: with more or fewer of them others have its keys
 */
public record SnapshotOwner(long checkpoint, int task, int tasks) {}
