/** What the doctor examines, one class for each part of the product; it needs no framework. */
package io.vedette.shell.doctor;
