import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/** Prints what HL7's validator says of FHIR R4 files: a line each of file, severity, place and message, between tabs. */
public class ValidateFhir {
  public static void main(String[] paths) throws IOException {
    FhirContext context = FhirContext.forR4();
    FhirValidator validator = context.newValidator();
    validator.registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
        new DefaultProfileValidationSupport(context),
        new CommonCodeSystemsTerminologyService(context),
        new InMemoryTerminologyServerValidationSupport(context))));
    for (String path : paths) {
      for (SingleValidationMessage message : validator.validateWithResult(Files.readString(Path.of(path))).getMessages()) {
        String text = message.getMessage().replaceAll("\\s+", " ");
        System.out.println(String.join("\t", path, message.getSeverity().name(), message.getLocationString(), text));
      }
    }
  }
}
