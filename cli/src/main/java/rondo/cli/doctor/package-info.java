/**
 * What there is on this machine and whether it works: {@link rondo.cli.doctor.Surroundings} looks
 * at Java, memory, encodings and folders, {@link rondo.cli.doctor.Workings} computes, trains and
 * answers something small. Each {@link rondo.cli.doctor.Finding} says what to do where it is bad.
 *
 * <pre>{@code
 * List<Finding> found = new Workings(rondo).findings(Device.CPU);
 * }</pre>
 */
package rondo.cli.doctor;
