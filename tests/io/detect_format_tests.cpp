#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace detect_format_tests {

namespace {

std::string format_of(std::string_view text) {
  const Bytes bytes = bytes_of(text);
  return std::string(detect_format({"file", bytes}).value_or("none"));
}

std::string message_for(std::string_view text) {
  const auto record = Files().add("file.bin", text).read();
  REQUIRE(refusal(record) == "UnknownFormat");
  CHECK(record.error().message.find("read are") != std::string::npos);
  return record.error().message;
}

bool mentions(const std::string& message, std::string_view word) { return message.find(word) != std::string::npos; }

}  // namespace

TEST_CASE("a format is told by content, not by name") {
  CHECK(format_of(kSmallHeader) == "wfdb");
  CHECK(format_of("100 2 360 650000\n100.dat 212 200 11 1024 995 -22131 0 MLII\n") == "wfdb");
  CHECK(format_of("# comment\n\nr 1 500\n") == "wfdb");
  CHECK(format_of("100 2 360 650000\n") == "wfdb");
  CHECK(format_of("multi/3 2 360 45000\n100s 21600\nnull 1800\n") == "wfdb");
  CHECK(format_of("19 2 5 6\n20 3 6 7\n") == "csv");
  CHECK(format_of("time_s,I,II\n0,1,2\n") == "csv");
  CHECK(format_of("Signal 1 = I\nSignal 2 = II\n1,2\n4,3\n") == "csv");
  CHECK(format_of("0.1\n0.2\n0.3\n") == "csv");
}

TEST_CASE("a header with damaged numbers is still a header, so that its error names the field") {
  CHECK(format_of(altered(kSmallHeader, "1000/mV", "nan/mV")) == "wfdb");
  CHECK(format_of(altered(kSmallHeader, "small 3 500", "small x 500")) == "wfdb");
}

TEST_CASE("prose, markup and other files are no ECG") {
  CHECK(format_of("I am a text.\nIt has 2 lines.\n") == "none");
  CHECK(format_of("# Title\n\n1. First\n2. Second\n") == "none");
  CHECK(format_of("<?xml version=\"1.0\"?><a/>") == "none");
  CHECK(format_of("{\"a\": [1, 2, 3]}") == "none");
  CHECK(format_of("") == "none");
  CHECK(format_of("   \n\t\n") == "none");
}

TEST_CASE("the refusal of an unknown file says what it looks like") {
  CHECK(mentions(message_for("0       patient"), "EDF recording whose header"));
  CHECK(mentions(message_for("%PDF-1.4"), "PDF"));
  CHECK(mentions(message_for(std::string_view("\xFF\xFEI\0,\0", 6)), "UTF-16"));
  CHECK(mentions(message_for("MATLAB 7.3 MAT-file, Platform"), "7.3"));
  CHECK(mentions(message_for(std::string_view("\x01\x02\0\x03", 4)), ".hea"));
}

TEST_CASE("of XML and JSON of an unknown kind the first element, key or resource is named") {
  CHECK(mentions(message_for("<?xml version=\"1.0\"?>\n<!-- x -->\n<ns:Holter a=\"1\"/>"), "element is \"Holter\""));
  CHECK(mentions(message_for("\xEF\xBB\xBF<a/>"), "element is \"a\""));
  CHECK(mentions(message_for("<!DOCTYPE html><html></html>"), "element is \"html\""));
  CHECK(mentions(message_for("<?xml never ends"), "looks like XML or HTML"));
  CHECK(mentions(message_for("{\"a\": 1}"), "JSON whose first key is \"a\""));
  CHECK(mentions(message_for("\xEF\xBB\xBF { \"key\" : [] }"), "JSON whose first key is \"key\""));
  CHECK(mentions(message_for("{}"), "looks like JSON;"));
  CHECK(mentions(message_for("{\"id\": 1, \"resourceType\" : \"Patient\"}"), "FHIR resource of the type \"Patient\""));
  CHECK(mentions(message_for("{\"resourceType\": \""), "FHIR resource of the type \"\""));
  CHECK(mentions(message_for("{\"resourceType\""), "JSON whose first key is \"resourceType\""));
}

TEST_CASE("archives, documents, pictures and messages are named with what to do instead") {
  const auto says = [](std::string_view bytes, std::string_view what, std::string_view advice) {
    const std::string message = message_for(bytes);
    CAPTURE(message);
    CHECK(mentions(message, what));
    CHECK(mentions(message, advice));
  };
  says("MSH|^~\\&|MUSE|X|||20200101||ORU^R01|1|P|2.3\rOBX|1|ED|ECG||PDF\r", "HL7 version 2", "file of its own");
  says("BZh91AY&SY", "bzip2", "unpack");
  says(std::string_view("\xFD"
                        "7zXZ\0\0\4",
                        8),
       "xz", "unpack");
  says("7z\xBC\xAF\x27\x1C", "7z", "unpack");
  says(std::string(257, 'a') +
           std::string("ustar\0"
                       "00",
                       8) +
           std::string(300, '\1'),
       "tar archive", "unpack");
  says("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Office document", "CSV");
  says("%PDF-1.4", "PDF", "export");
  says("\x89PNG\r\n\x1A\n", "PNG", "export");
  says("\xFF\xD8\xFF\xE0", "JPEG", "export");
  says(std::string_view("II*\0\x08\0\0\0", 8), "TIFF", "export");
  says("{\\rtf1\\ansi}", "RTF", "plain text");
  says(std::string_view("\x80\4\x95\1\0", 5), "pickle", "numpy.savez");
}

TEST_CASE("no format that is read is called unknown for its own signature") {
  CHECK(format_of(std::string_view("ALIVE\0\0\0", 8)) == "atc");
  CHECK(format_of("\xFF"
                  "BIOSEMI") == "bdf");
}

TEST_CASE("a text that spells DICOM's mark where DICOM has it is the text it is") {
  const std::string begin = R"({"sampling_rate_hz": 500, "unit": "mV", "note": ")";
  const std::string filler(128 - begin.size(), '-');
  CHECK(format_of(begin + filler + R"(DICM", "leads": {"I": [0.1, 0.2, 0.3]}})") == "json");
  CHECK(format_of(std::string(128, '\0') + "DICM") == "dicom");
}

TEST_CASE("JSON that quotes FHIR's words, or has its key above samples, is no FHIR") {
  CHECK(format_of(R"({"comments": ["a \"resourceType"], "leads": {"I": [0.1, 0.2]}})") == "json");
  CHECK(format_of(R"({"leads": {"resourceType": [0.1, 0.2], "Observation": [0.1, 0.2]}})") == "json");
  CHECK(format_of(R"({"id": "a \"resourceType", "resourceType" : "Observation"})") == "fhir");
}

TEST_CASE("an empty file and no file at all are named as such") {
  CHECK(refusal(Files().add("empty.csv", "").read()) == "EmptyFile");
  CHECK(refusal(read_record({})) == "InvalidArgument");
}

TEST_CASE("a table about records is no recording, though it has columns of numbers and of samples") {
  CHECK(format_of("uid,database,path,leads,fs,samples\nA-1,PTB-XL,a.hea,12,500,5000\nA-2,LUDB,b.hea,12,500,5000\n") ==
        "none");
  CHECK(format_of("id,age,sample,device\n1,56,3,CS-12\n2,61,4,AT-6 C\n") == "none");
  CHECK(format_of("id,age,quality,lead,device\n1,56,good,none,CS\n2,61,noise,V5,AT\n3,70,good,none,AT\n") == "none");
}

TEST_CASE("a recording with a damaged cell is still a recording, so that its error names the line") {
  CHECK(format_of("time_s,x,y\n0,1,2\n0.002,1,2\n0.004,?!,2\n0.006,1,2\n0.008,1,2\n") == "csv");
  CHECK(format_of("time_s,I,II\n0,a,b\n0.002,c,d\n") == "csv");
}

}  // namespace detect_format_tests
